using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Engine.Registries.References;
using Harpoon.Engine.Tests.Builds;
using Harpoon.Engine.Tests.Infrastructure;
using Harpoon.Engine.Tests.Infrastructure.Registries;

namespace Harpoon.Engine.Tests.Registries.Credentials;

/// <summary>Base images that are pulled with a <c>registrytoken</c> of the docker CLI's settings.</summary>
public sealed class RegistryTokenTests(TokenRegistry registry) : IClassFixture<TokenRegistry>
{
    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task A_base_is_pulled_with_a_token(BuilderChoice builder)
    {
        var image = await PushAsync();
        await using var project = await ProjectAsync(builder, image, registry.TokenFor(image));
        registry.Requests.Clear();

        await project.BuildAsync();

        Assert.DoesNotContain(registry.Requests, who => who.Contains(image.Path, StringComparison.Ordinal));
        Assert.DoesNotContain(project.Report.Messages, message => message.Text.Contains("eyJ", StringComparison.Ordinal));
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task A_token_for_another_image_is_refused(BuilderChoice builder)
    {
        var image = await PushAsync();
        await using var project = await ProjectAsync(builder, image, registry.TokenFor(ImageReference.Parse($"{image.Registry}/tests/other:1")));

        var error = await project.FailAsync();

        Assert.StartsWith("HRP500", error.Code, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", error.Text, StringComparison.Ordinal);
    }

    private async Task<ImageReference> PushAsync()
    {
        await using var user = await RegistryUser.CreateAsync();
        var image = await registry.NameAsync();
        user.Name(image.Registry, TokenRegistry.Writer, TokenRegistry.PasswordOf(TokenRegistry.Writer), RegistryAccess.Push);
        await user.PushAsync(image);
        await using var engine = await TestEngine.ConnectAsync(TestContext.Current.CancellationToken);
        await engine.Images.RemoveAsync(image.ToString(), force: true, TestContext.Current.CancellationToken);
        return image;
    }

    private static async Task<BuildProject> ProjectAsync(BuilderChoice builder, ImageReference image, string token)
    {
        var project = await BuildProject.CreateAsync(builder);
        return project.WithAll($"FROM {image}", "CMD x").WithFile(".docker/config.json", $$$"""{ "auths": { "{{{image.Registry}}}": { "registrytoken": "{{{token}}}" } } }""");
    }
}
