using Harpoon.Engine.Builds.Failures;

namespace Harpoon.Engine.Tests.Builds.Failures;

public sealed class MissingBaseTests
{
    private const string Unreachable = "Get \"https://registry-1.docker.io/v2/\": dial tcp: lookup registry-1.docker.io on 10.0.0.1:53: no such host";
    private const string Unknown = "manifest for x not found: manifest unknown: manifest unknown";

    [Theory]
    [InlineData("alpine:3.99", Unreachable, "docker.io")]
    [InlineData("localhost:5999/x", "Head \"http://localhost:5999/v2/\": dial tcp 127.0.0.1:5999: connect: connection refused", "localhost:5999")]
    [InlineData("r.example.com/x", "Get \"https://r.example.com/v2/\": x509: certificate signed by unknown authority", "r.example.com")]
    [InlineData("r.example.com/x", "Get \"https://r.example.com/v2/\": proxyconnect tcp: EOF", "r.example.com")]
    [InlineData("r.example.com/x", "Get \"https://r.example.com/v2/\": net/http: request canceled while waiting for connection (Client.Timeout exceeded)", "r.example.com")]
    public void A_registry_that_cannot_be_reached_is_named(string image, string words, string registry) => Assert.Equal(
        $"The engine can't reach the registry {registry}: check its name, the network, and the engine's proxy settings.", MissingBase.Explain(image, words, []));

    [Theory]
    [InlineData("alpine:3.99", "The engine has it under other tags: alpine:3.21, alpine:3.22.")]
    [InlineData("docker.io/library/alpine", "The engine has it under other tags: alpine:3.21, alpine:3.22.")]
    [InlineData("app:1", "The engine has an image of that name from another registry: r.example.com/team/app:1, localhost/app:2.")]
    [InlineData("r.example.com/other/app:2", "The engine has an image of that name from another registry: localhost/app:2, r.example.com/team/app:1.")]
    [InlineData("alpnie:3.22", "Did you mean alpine:3.21, alpine:3.22, which the engine has?")]
    [InlineData("r.example.com/team/ap:1", "Did you mean r.example.com/team/app:1, which the engine has?")]
    [InlineData("alpine:3.22", "The engine has an image of this name, and asked the registry for a newer one.")]
    [InlineData("debian", "")]
    [InlineData("${BASE}", "")]
    public void What_the_engine_has_that_may_have_been_meant_is_named(string image, string expected) => Assert.Equal(
        expected, MissingBase.Explain(image, Unknown, ["alpine:3.21", "r.example.com/team/app:1", "alpine:3.22", "localhost/app:2"]));

    [Theory]
    [InlineData("failed to process \"alpine:${V%.*}\": unsupported modifier (%) in substitution")]
    [InlineData("invalid reference format: repository name must be lowercase")]
    public void Nothing_is_said_of_a_name_that_the_engine_could_not_read(string words) =>
        Assert.Equal("", MissingBase.Explain("alpine:3.22", words, ["alpine:3.22"]));

    [Fact]
    public void A_long_list_is_cut() => Assert.Equal(
        "The engine has it under other tags: x:1, x:2, x:3, x:4, x:5.", MissingBase.Explain("x", Unknown, [.. Enumerable.Range(1, 9).Select(tag => $"x:{tag}")]));

    [Fact]
    public void Both_are_reported() => Assert.Matches("^The engine can't reach .* settings[.] Did you mean alpine:3.22, which", MissingBase.Explain("alpin:3.22", Unreachable, ["alpine:3.22"]));
}
