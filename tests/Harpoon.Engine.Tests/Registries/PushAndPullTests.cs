using Harpoon.Engine.Registries.References;
using Harpoon.Engine.Tests.Infrastructure;
using Harpoon.Engine.Tests.Infrastructure.Registries;

namespace Harpoon.Engine.Tests.Registries;

/// <summary>Pushes to and pulls from a real registry that wants a password.</summary>
[Trait("Tier", "Smoke")]
public sealed class PushAndPullTests(PrivateRegistry registry) : IClassFixture<PrivateRegistry>
{
    [EngineFact]
    public async Task What_is_pushed_is_in_the_registry_under_the_digest_that_is_reported()
    {
        await using var user = await RegistryUser.CreateAsync();
        var image = await registry.NameAsync();
        user.WriteSettings(registry.Settings());

        var pushed = await user.PushAsync(image);

        Assert.Equal(await registry.DigestAsync(image), pushed.Digest);
        Assert.Equal($"{image.Name}@{pushed.Digest}", pushed.Pinned);
        Assert.Contains($"Pushed {image}: {pushed.Digest}", user.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(PrivateRegistry.Password, user.Output, StringComparison.Ordinal);

        var pulled = await user.PullAsync(image);
        RegistryUser.AssertSame(pushed, pulled);
        Assert.NotNull(await user.Engine.Images.FindAsync(pulled.Id, TestContext.Current.CancellationToken));
        var pinned = await user.PullAsync(ImageReference.Parse(pushed.Pinned));
        Assert.Equal((pulled.Id, pushed.Digest), (pinned.Id, pinned.Digest));
    }

    [EngineFact]
    public async Task A_helpers_login_is_used_and_it_is_asked_once()
    {
        await using var user = await RegistryUser.CreateAsync();
        var image = await registry.NameAsync();
        var helper = new CredentialHelperScript(
            user.Programs, "own", CredentialHelperScript.Answer(PrivateRegistry.UserName, PrivateRegistry.Password));
        user.WriteSettings($$$"""{ "credHelpers": { "{{{registry.Address}}}": "own" } }""");

        await user.PushAsync(image);

        Assert.Equal([$"get {registry.Address}"], helper.Calls);
    }

    [EngineFact]
    public async Task A_wrong_password_is_reported_at_once()
    {
        await using var user = await RegistryUser.CreateAsync();
        var image = await registry.NameAsync();
        user.Name(registry.Address, PrivateRegistry.UserName, "wrong-" + PrivateRegistry.Password);

        var push = await RegistryUser.FailAsync(user.PushAsync(image));
        var pull = await RegistryUser.FailAsync(user.PullAsync(image));

        Assert.Equal(("HRP5010", "HRP5003"), (push.Code, pull.Code));
        NonEmpty.All([push, pull], error => Assert.Contains($"the DockerRegistryCredential of {registry.Address}", error.Text, StringComparison.Ordinal));
        Assert.DoesNotContain(PrivateRegistry.Password, push.Text + pull.Text + user.Output, StringComparison.Ordinal);
        Assert.Empty(user.Attempts);
    }

    [EngineFact]
    public async Task A_missing_login_is_reported_at_once()
    {
        await using var user = await RegistryUser.CreateAsync();
        var image = await registry.NameAsync();

        Assert.Equal("HRP5011", (await RegistryUser.FailAsync(user.PushAsync(image))).Code);
        Assert.Equal("HRP5004", (await RegistryUser.FailAsync(user.PullAsync(image))).Code);
        Assert.Empty(user.Attempts);
        Assert.Null(await registry.DigestAsync(image));
    }

    [EngineFact]
    public async Task An_image_that_is_not_there_is_reported_at_once()
    {
        await using var user = await RegistryUser.CreateAsync();
        var image = await registry.NameAsync();
        user.WriteSettings(registry.Settings());

        Assert.Equal("HRP5005", (await RegistryUser.FailAsync(user.PullAsync(image))).Code);
        Assert.Empty(user.Attempts);
    }

    [EngineFact]
    public async Task Nothing_is_pushed_where_one_of_the_images_is_not_on_the_engine()
    {
        await using var user = await RegistryUser.CreateAsync();
        var (there, missing) = (await registry.NameAsync(), await registry.NameAsync());
        user.WriteSettings(registry.Settings());
        await user.Engine.Images.TagAsync(TestImages.Base, there, TestContext.Current.CancellationToken);

        var error = await RegistryUser.FailAsync(user.PushAllAsync(there, missing));

        Assert.Equal("HRP5007", error.Code);
        Assert.Null(await registry.DigestAsync(there));
    }

    [EngineFact]
    public async Task A_base_that_only_the_engine_has_stays_as_it_is()
    {
        await using var user = await RegistryUser.CreateAsync();
        var image = await registry.NameAsync();
        user.WriteSettings(registry.Settings());
        await user.Engine.Images.TagAsync(TestImages.Base, image, TestContext.Current.CancellationToken);

        var pulled = await user.PullLocalAsync(image);

        Assert.Null(pulled.Digest);
        Assert.Equal("HRP5017", Assert.Single(user.Report.Warnings).Code);
    }
}
