using Harpoon.Engine.Registries.References;
using Harpoon.Engine.Tests.Infrastructure;
using Harpoon.Engine.Tests.Infrastructure.Registries;

namespace Harpoon.Engine.Tests.Registries.Transfers;

/// <summary>Pushes and pulls while the way to the registry is bad.</summary>
public sealed class TroubledRegistryTests(PrivateRegistry registry) : IClassFixture<PrivateRegistry>
{
    // What the registry answers; nothing cuts the connection.
    public static TheoryData<string> Troubles => ["503 Service Unavailable", "429 Too Many Requests", ""];

    [EngineTheory]
    [MemberData(nameof(Troubles))]
    public async Task A_pull_is_tried_again_until_it_is_done(string status)
    {
        await using var user = await RegistryUser.CreateAsync();
        var image = await registry.NameAsync();
        user.WriteSettings(registry.Settings());
        var pushed = await user.PushAsync(image);
        await using var way = new TroubledWay(registry.Address, $"/v2/{image.Path}/manifests/", times: 2, status);
        user.Name(way.Address, PrivateRegistry.UserName, PrivateRegistry.Password);
        var far = ImageReference.Parse($"{way.Address}/{image.Path}:{image.Tag}");

        try
        {
            RegistryUser.AssertSame(pushed, await user.PullAsync(far));
        }
        finally
        {
            await user.Engine.Images.RemoveAsync(far.ToString(), force: true, CancellationToken.None);
        }

        Assert.Equal(2, way.Harmed);
        AssertReported(user, status);
        NonEmpty.All(user.Attempts, text => Assert.StartsWith($"Pulling {far} again in ", text, StringComparison.Ordinal));
    }

    [EngineTheory]
    [MemberData(nameof(Troubles))]
    public async Task A_push_is_tried_again_until_it_is_done(string status)
    {
        await using var user = await RegistryUser.CreateAsync();
        var image = await registry.NameAsync();
        await using var way = new TroubledWay(registry.Address, $"PUT /v2/{image.Path}/manifests/", times: 2, status);
        user.Name(way.Address, PrivateRegistry.UserName, PrivateRegistry.Password);
        var far = ImageReference.Parse($"{way.Address}/{image.Path}:{image.Tag}");

        try
        {
            Assert.Equal((await user.PushAsync(far)).Digest, await registry.DigestAsync(image));
        }
        finally
        {
            await user.Engine.Images.RemoveAsync(far.ToString(), force: true, CancellationToken.None);
        }

        Assert.Equal(2, way.Harmed);
        AssertReported(user, status);
    }

    /// <summary>With containerd's image store an engine tries again by itself what was too much, and Podman all kinds of trouble.</summary>
    private static void AssertReported(RegistryUser user, string status)
    {
        if (!status.StartsWith("429", StringComparison.Ordinal) && !EngineAvailability.IsPodman)
        {
            Assert.NotEmpty(user.Attempts);
        }
    }
}
