using System.Net.Http.Headers;
using Harpoon.Engine.Registries.Distribution;

namespace Harpoon.Engine.Tests.Registries.Distribution;

public sealed class AuthChallengeTests
{
    [Theory]
    [InlineData("Bearer realm=\"https://auth.example.com/token\",service=\"registry, one\",scope=\"repository:a:pull\"", "https://auth.example.com/token", "registry, one")]
    [InlineData("bearer service=r, realm=\"https://auth.example.com/token?a=b\"", "https://auth.example.com/token?a=b", "r")]
    [InlineData("Bearer realm=https://auth.example.com/token", "https://auth.example.com/token", null)]
    [InlineData("Basic realm=\"a registry\"", null, null)]
    public void It_is_read(string header, string? realm, string? service) => Assert.Equal(new AuthChallenge(realm, service), Of(header));

    [Fact]
    public void A_token_is_preferred_to_a_password() =>
        Assert.Equal(new AuthChallenge("https://a/t", null), Of("Basic realm=\"r\"", "Bearer realm=\"https://a/t\""));

    [Theory]
    [InlineData("Negotiate")]
    [InlineData("Bearer service=\"r\"")]
    public void What_cannot_be_answered_is_none(string header) => Assert.Null(Of(header));

    private static AuthChallenge? Of(params string[] headers)
    {
        using var response = new HttpResponseMessage();
        foreach (var header in headers)
        {
            response.Headers.WwwAuthenticate.Add(AuthenticationHeaderValue.Parse(header));
        }

        return AuthChallenge.Of(response.Headers.WwwAuthenticate);
    }
}
