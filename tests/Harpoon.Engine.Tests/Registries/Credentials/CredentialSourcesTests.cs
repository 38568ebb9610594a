using System.Text.Json;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine.Secrets;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Registries.Credentials;

public sealed class CredentialSourcesTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("harpoon-credentials-");
    private readonly Dictionary<string, string> _variables = new()
    {
        ["READ"] = "read-secret",
        ["WRITE"] = "write-secret\n",
        ["EMPTY"] = "\n",
        ["DOCKER_AUTH_CONFIG"] = """{"auths":{"r.example":{"auth":"dTpw"},"other.example":{"auth":"dTpw"}}}""",
    };

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public async Task Readers_and_writers_have_their_own_before_that_of_the_settings()
    {
        var reader = Source("r.example", "READ") with { UserName = "reader", Access = RegistryAccess.Pull };
        var writer = Source("r.example", "WRITE") with { UserName = "writer", Access = RegistryAccess.Push };

        Assert.Equal(("reader", "read-secret"), await FindAsync("r.example", RegistryAccess.Pull, reader, writer));
        Assert.Equal(("writer", "write-secret"), await FindAsync("r.example", RegistryAccess.Push, reader, writer));
        Assert.Equal(("u", "p"), await FindAsync("other.example", RegistryAccess.Push, reader, writer));
        Assert.Equal(("u", "p"), await FindAsync("r.example", RegistryAccess.Push, reader));
    }

    [Theory]
    [InlineData("docker.io")]
    [InlineData("https://index.docker.io/v1/")]
    public async Task Docker_Hub_is_meant_by_any_of_its_names(string name) =>
        Assert.Equal(("", "read-secret"), await FindAsync("registry-1.docker.io", RegistryAccess.Pull, Source(name, "READ")));

    [Fact]
    public void One_without_a_user_is_sent_as_an_identity_token()
    {
        var header = RegistryHeaders.Of("r.example", Source("r.example", "READ").Read(Host));

        using var json = JsonDocument.Parse(Convert.FromBase64String(header.Replace('-', '+').Replace('_', '/')));
        Assert.Equal("""{"identitytoken":"read-secret","serveraddress":"r.example"}""", json.RootElement.GetRawText());
    }

    [Theory]
    [InlineData("HRP3053", "r.example", "NO_SUCH")]
    [InlineData("HRP5016", "r.example", "EMPTY")]
    [InlineData("HRP5012", "r.example/team", "READ")]
    [InlineData("HRP5012", "https://r.example", "READ")]
    [InlineData("HRP5012", "team", "READ")]
    public void One_that_can_not_be_used_is_reported_at_its_item(string code, string registry, string variable)
    {
        var error = Assert.Throws<HarpoonException>(
            () => CredentialSources.For(RegistryAccess.Push, [Source(registry, variable)], Host)).Diagnostics.Single();

        Assert.Equal((code, CredentialSource.ItemName, registry), (error.Code, error.Item?.Name, error.Item?.Include));
    }

    [Theory]
    [InlineData(RegistryAccess.Both, RegistryAccess.Push, true)]
    [InlineData(RegistryAccess.Push, RegistryAccess.Push, true)]
    [InlineData(RegistryAccess.Pull, RegistryAccess.Push, false)]
    public void Two_for_the_same_work_are_one_too_many(RegistryAccess first, RegistryAccess second, bool isTwice)
    {
        CredentialSource[] sources = [Source("r.example", "READ") with { Access = first }, Source("r.example", "READ") with { Access = second }];

        string[] expected = isTwice ? ["HRP5013"] : [];
        var codes = Thrown.CodesBy(() => CredentialSources.For(RegistryAccess.Push, [.. sources], Host));

        Assert.Equal(expected, codes);
    }

    [Fact]
    public void Who_pulls_needs_no_password_of_who_pushes()
    {
        var pushing = Source("r.example", "NO_SUCH") with { Access = RegistryAccess.Push };

        Assert.Empty(CredentialSources.For(RegistryAccess.Pull, [pushing], Host));
    }

    private HostEnvironment Host => new(_variables.GetValueOrDefault, _home.FullName, _home.FullName);

    private static CredentialSource Source(string registry, string variable) =>
        new(registry, new SecretSource(registry) { EnvironmentVariable = variable });

    private async Task<(string? User, string? Secret)> FindAsync(string registry, RegistryAccess access, params CredentialSource[] sources)
    {
        var credentials = new RegistryCredentials(Host, TestContext.Current.CancellationToken) { Sources = [.. sources], Access = access };
        var found = await credentials.FindAsync(registry);
        return (found?.UserName, found?.Secret);
    }
}
