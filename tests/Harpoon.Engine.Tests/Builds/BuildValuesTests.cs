using Harpoon.Engine.Registries.References;
using System.Collections.Immutable;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Diagnostics.Text;

namespace Harpoon.Engine.Tests.Builds;

public sealed class BuildValuesTests : IDisposable
{
    private readonly FakeProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData(null, BuilderChoice.Auto)]
    [InlineData(" auto ", BuilderChoice.Auto)]
    [InlineData("BuildKit", BuilderChoice.BuildKit)]
    [InlineData("classic", BuilderChoice.Classic)]
    public void A_builder_is_one_of_three_words(string? text, BuilderChoice expected) => Assert.Equal(expected, BuilderChoices.Parse(text));

    [Fact]
    public void Another_word_is_no_builder() =>
        Assert.Equal("HRP3012", Assert.Throws<HarpoonException>(() => BuilderChoices.Parse("fast")).Diagnostics.Single().Code);

    [Fact]
    public void An_arguments_value_comes_from_the_project_then_the_environment_then_the_proxies()
    {
        _project.Variables["E"] = "env";
        _project.Variables["P"] = "env";

        var values = BuildArguments.Resolve(
            [new("P", "first"), new("P", "project"), new("E"), new("N"), new("HTTP_PROXY")],
            new Dictionary<string, string> { ["HTTP_PROXY"] = "x", ["http_proxy"] = "y" }.ToImmutableDictionary(),
            _project.Host);

        Assert.Equal(
            [("E", "env"), ("HTTP_PROXY", null), ("N", null), ("P", "project"), ("http_proxy", "y")],
            values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("A=1")]
    public void A_name_that_is_none_is_an_error(string name)
    {
        var error = Assert.Throws<HarpoonException>(() => BuildArguments.Resolve(
            [new(name)], new Dictionary<string, string>().ToImmutableDictionary(), _project.Host)).Diagnostics.Single();

        Assert.Equal(("HRP3017", new ItemReference("DockerBuildArg", name)), (error.Code, error.Item));
    }

    [Theory]
    [InlineData("linux/amd64", "linux/amd64", true)]
    [InlineData("linux/x86_64", "linux/amd64", true)]
    [InlineData("linux/arm64/v8", "linux/arm64", true)]
    [InlineData("arm64", "linux/arm64", true)]
    [InlineData("linux", "linux/arm64", true)]
    [InlineData("linux/arm64", "linux/amd64", false)]
    [InlineData("windows/amd64", "linux/amd64", false)]
    [InlineData("linux/arm64", "/", true)]
    public void Platforms_are_compared_however_they_are_written(string asked, string built, bool match) =>
        Assert.Equal(match, BuildPlatform.Matches(asked, built));

    [Theory]
    [InlineData("""{"proxies":{"default":{"httpProxy":"d"},"unix:///fake":{"httpProxy":"own","allProxy":""}}}""", "HTTP_PROXY=own http_proxy=own")]
    [InlineData("""{"proxies":{"default":{"noProxy":"d","ftpProxy":3}}}""", "NO_PROXY=d no_proxy=d")]
    [InlineData("""{"proxies":[]}""", "")]
    [InlineData("""[]""", "")]
    [InlineData("""{ not json""", "")]
    public void Proxies_of_the_engines_address_come_before_the_default_ones(string config, string expected)
    {
        Directory.CreateDirectory(_project.Path(".docker"));
        File.WriteAllText(_project.Path(".docker/config.json"), config);

        var proxies = ProxySettings.Of(_project.Host, new Endpoint(new Uri("unix:///fake"), "test"), _project.Report);

        Assert.Equal(expected, string.Join(' ', proxies.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}")));
    }

    [Theory]
    [InlineData(999, "999 B")]
    [InlineData(1_990_000, "2 MB")]
    [InlineData(95_460_000, "95.5 MB")]
    [InlineData(1_200_000_000_000_000, "1200 TB")]
    public void Sizes_are_counted_in_thousands(long bytes, string text) => Assert.Equal(text, ByteCount.Of(bytes));

    [Theory]
    [InlineData("sha256:0123456789abcdef", "0123456789ab")]
    [InlineData("f00", "f00")]
    public void Ids_are_shown_short(string id, string text) => Assert.Equal(text, ImageIds.Shorten(id));
}
