using Harpoon.Engine.Registries.Credentials;
using Harpoon.Engine.Tests.Infrastructure;
using Harpoon.Engine.Tests.Infrastructure.Registries;

namespace Harpoon.Engine.Tests.Registries;

/// <summary>A registry whose users have rights of their own.</summary>
public sealed class UsersTests(TokenRegistry registry) : IClassFixture<TokenRegistry>
{
    [EngineFact]
    public async Task One_user_writes_and_another_reads()
    {
        await using var user = await RegistryUser.CreateAsync();
        var image = await registry.NameAsync();
        user.Name(image.Registry, TokenRegistry.Reader, TokenRegistry.PasswordOf(TokenRegistry.Reader), RegistryAccess.Pull);
        user.Name(image.Registry, TokenRegistry.Writer, TokenRegistry.PasswordOf(TokenRegistry.Writer), RegistryAccess.Push);

        var pushed = await user.PushAsync(image);
        NonEmpty.All(AskedFor(image.Path), who => Assert.StartsWith("writer: ", who, StringComparison.Ordinal));
        registry.Requests.Clear();
        var pulled = await user.PullAsync(image);

        RegistryUser.AssertSame(pushed, pulled);
        NonEmpty.All(AskedFor(image.Path), who => Assert.StartsWith("reader: ", who, StringComparison.Ordinal));
    }

    [EngineFact]
    public async Task A_user_who_may_only_read_gets_an_error_at_once()
    {
        await using var user = await RegistryUser.CreateAsync();
        var image = await registry.NameAsync();
        user.Name(image.Registry, TokenRegistry.Reader, TokenRegistry.PasswordOf(TokenRegistry.Reader));

        var error = await RegistryUser.FailAsync(user.PushAsync(image));

        Assert.Equal("HRP5010", error.Code);
        Assert.Empty(user.Attempts);
    }

    [EngineFact]
    public async Task An_identity_token_reads()
    {
        await using var user = await RegistryUser.CreateAsync();
        var image = await registry.NameAsync();
        user.Name(image.Registry, TokenRegistry.Writer, TokenRegistry.PasswordOf(TokenRegistry.Writer), RegistryAccess.Push);
        user.Name(image.Registry, user: null, registry.IdentityToken, RegistryAccess.Pull);
        var pushed = await user.PushAsync(image);
        registry.Requests.Clear();

        RegistryUser.AssertSame(pushed, await user.PullAsync(image));

        Assert.Contains(AskedFor(image.Path), who => who.StartsWith("identity: ", StringComparison.Ordinal));
        Assert.DoesNotContain(registry.IdentityToken, user.Output, StringComparison.Ordinal);
    }

    private string[] AskedFor(string path)
    {
        string[] asked = [.. registry.Requests.Where(who => who.Contains(path, StringComparison.Ordinal))];
        Assert.NotEmpty(asked);
        return asked;
    }
}
