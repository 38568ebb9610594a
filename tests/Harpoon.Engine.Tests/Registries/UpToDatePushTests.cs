using Harpoon.Engine.Registries.References;
using Harpoon.Engine.Tests.Infrastructure;
using Harpoon.Engine.Tests.Infrastructure.Registries;

namespace Harpoon.Engine.Tests.Registries;

/// <summary>Pushes of what a registry has already.</summary>
[Trait("Tier", "Smoke")]
public sealed class UpToDatePushTests(PrivateRegistry registry) : IClassFixture<PrivateRegistry>
{
    [EngineFact(NotOnPodman = PodmanLacks.PushDigest)]
    public async Task What_the_registry_has_under_the_name_is_not_pushed_again()
    {
        await using var user = await RegistryUser.CreateAsync();
        var image = await registry.NameAsync();
        user.WriteSettings(registry.Settings());
        var first = await user.PushAsync(image);
        user.Report.Messages.Clear();

        var second = await user.PushAsync(image);

        Assert.Equal((false, true), (first.UpToDate, second.UpToDate));
        Assert.Equal(first.Digest, second.Digest);
        Assert.DoesNotContain($"Pushing {image}", user.Output, StringComparison.Ordinal);
        Assert.Contains($"{image} is up to date in its registry: {first.Digest}", user.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(PrivateRegistry.Password, user.Output, StringComparison.Ordinal);
    }

    [EngineFact(NotOnPodman = PodmanLacks.PushDigest)]
    public async Task A_name_that_another_image_has_in_the_registry_is_pushed()
    {
        await using var user = await RegistryUser.CreateAsync();
        using var content = new RegistryContent();
        var image = await registry.NameAsync();
        user.WriteSettings(registry.Settings());
        var first = await user.PushAsync(image);
        var (other, _) = await content.PutImageAsync(image);
        Assert.Equal(other, await registry.DigestAsync(image));

        var second = await user.PushAsync(image);

        Assert.False(second.UpToDate);
        Assert.Equal(first.Digest, await registry.DigestAsync(image));
    }

    [EngineFact(NotOnPodman = PodmanLacks.PushDigest)]
    public async Task A_registry_that_cannot_be_asked_is_pushed_to()
    {
        await using var user = await RegistryUser.CreateAsync();
        var image = await registry.NameAsync();
        user.WriteSettings(registry.Settings());
        await user.PushAsync(image);

        // The question, and its repetition with a body that says what is wrong.
        await using var way = new TroubledWay(registry.Address, $"/v2/{image.Path}/manifests/", times: 2, "503 Service Unavailable");
        user.Name(way.Address, PrivateRegistry.UserName, PrivateRegistry.Password);
        var far = ImageReference.Parse($"{way.Address}/{image.Path}:{image.Tag}");
        try
        {
            var pushed = await user.PushAsync(far);

            Assert.False(pushed.UpToDate);
            Assert.Equal(2, way.Harmed);
            Assert.Equal(await registry.DigestAsync(image), pushed.Digest);
            Assert.Contains($"Whether {way.Address} has {far} is not known: 503 Service Unavailable", user.Output, StringComparison.Ordinal);
        }
        finally
        {
            await user.Engine.Images.RemoveAsync(far.ToString(), force: true, CancellationToken.None);
        }
    }
}
