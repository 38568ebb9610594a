using System.Text;
using System.Text.Json;
using Harpoon.Engine.Registries.Credentials;

namespace Harpoon.Engine.Tests.Registries.Credentials;

public sealed class RegistryHeadersTests
{
    [Fact]
    public void Text_that_plain_base64_writes_with_a_slash_or_a_plus_is_read_by_engines()
    {
        var header = RegistryHeaders.Of("r.example", new RegistryCredential("fisher", "?>?>~~~ÿÿ", "test"));

        Assert.DoesNotContain('/', header);
        Assert.DoesNotContain('+', header);
        Assert.Equal(0, header.Length % 4);
        using var json = Decode(header);
        Assert.Equal("fisher", json.RootElement.GetProperty("username").GetString());
        Assert.Equal("?>?>~~~ÿÿ", json.RootElement.GetProperty("password").GetString());
        Assert.Equal("r.example", json.RootElement.GetProperty("serveraddress").GetString());
    }

    [Fact]
    public void An_identity_token_is_no_password()
    {
        using var json = Decode(RegistryHeaders.Of(new Dictionary<string, RegistryCredential> { ["r.example"] = new("", "token", "test") }));

        var login = json.RootElement.GetProperty("r.example");
        Assert.Equal("token", login.GetProperty("identitytoken").GetString());
        Assert.False(login.TryGetProperty("password", out _));
        Assert.False(login.TryGetProperty("username", out _));
    }

    [Fact]
    public void A_registry_token_stands_beside_what_else_there_is()
    {
        using var json = Decode(RegistryHeaders.Of("r.example", new RegistryCredential("", "", "test") { RegistryToken = "rt" }));

        Assert.Equal(["registrytoken", "serveraddress"], json.RootElement.EnumerateObject().Select(field => field.Name));
        Assert.Equal("rt", json.RootElement.GetProperty("registrytoken").GetString());
    }

    private static JsonDocument Decode(string header) =>
        JsonDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(header.Replace('-', '+').Replace('_', '/'))));
}
