using Harpoon.Engine.Registries.Credentials;
using Harpoon.Engine.Registries.References;
using Harpoon.Engine.Tests.Infrastructure;
using Harpoon.Engine.Tests.Infrastructure.Registries;

namespace Harpoon.Engine.Tests.Registries.Promotion;

/// <summary>Promotes images in a registry whose users have rights of their own, by tokens.</summary>
public sealed class TokenPromotionTests(TokenRegistry registry) : IClassFixture<TokenRegistry>
{
    [EngineFact]
    public async Task Who_may_read_reads_and_who_may_write_writes()
    {
        var (from, to) = (await registry.NameAsync(), await registry.NameAsync());
        var digest = await PushAsync(from);
        registry.Requests.Clear();
        var promoter = new Promoter();
        promoter.Name(from.Registry, TokenRegistry.Reader, TokenRegistry.PasswordOf(TokenRegistry.Reader), RegistryAccess.Pull);
        promoter.Name(from.Registry, TokenRegistry.Writer, TokenRegistry.PasswordOf(TokenRegistry.Writer), RegistryAccess.Push);

        var promoted = Assert.Single(await promoter.PromoteAsync(from, digest, to));

        Assert.Equal(digest, promoted.Digest);
        Assert.Equal(
            [
                $"reader: repository:{from.Path}:pull",
                $"writer: repository:{to.Path}:pull,push",
                $"writer: repository:{to.Path}:pull,push repository:{from.Path}:pull",
            ],
            registry.Requests);
        Assert.Contains($"Mounted from {from.Path}", promoter.Output, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task An_identity_token_is_exchanged_for_one_that_reads()
    {
        var (from, to) = (await registry.NameAsync(), await registry.NameAsync());
        var digest = await PushAsync(from);
        var promoter = new Promoter();
        promoter.Name(from.Registry, user: null, registry.IdentityToken, RegistryAccess.Pull);
        promoter.Name(from.Registry, TokenRegistry.Writer, TokenRegistry.PasswordOf(TokenRegistry.Writer), RegistryAccess.Push);

        await promoter.PromoteAsync(from, digest, to);

        Assert.Contains($"identity: repository:{from.Path}:pull", registry.Requests);
        Assert.DoesNotContain(registry.IdentityToken, promoter.Output, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_user_who_may_only_read_gets_an_error_at_once()
    {
        var (from, to) = (await registry.NameAsync(), await registry.NameAsync());
        var digest = await PushAsync(from);
        var promoter = new Promoter();
        promoter.Name(from.Registry, TokenRegistry.Reader, TokenRegistry.PasswordOf(TokenRegistry.Reader));

        var error = await promoter.FailAsync(from, digest, to);

        Assert.Equal("HRP5010", error.Code);
        Assert.DoesNotContain(" again in ", promoter.Output, StringComparison.Ordinal);
    }

    private static async Task<string> PushAsync(ImageReference image)
    {
        await using var user = await RegistryUser.CreateAsync();
        user.Name(image.Registry, TokenRegistry.Writer, TokenRegistry.PasswordOf(TokenRegistry.Writer));
        return (await user.PushAsync(image)).Digest;
    }
}
