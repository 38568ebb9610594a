using CsCheck;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Tests.Registries.References;

public sealed class ImageReferenceTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("alpine", "docker.io", "library/alpine", null)]
    [InlineData("alpine:3.22", "docker.io", "library/alpine", "3.22")]
    [InlineData("me/app", "docker.io", "me/app", null)]
    [InlineData("docker.io/library/alpine:3", "docker.io", "library/alpine", "3")]
    [InlineData("localhost/app", "localhost", "app", null)]
    [InlineData("localhost:5000", "docker.io", "library/localhost", "5000")]
    [InlineData("localhost:5000/a/b-c/d__e:x", "localhost:5000", "a/b-c/d__e", "x")]
    [InlineData("[::1]:5000/app", "[::1]:5000", "app", null)]
    [InlineData("REGISTRY/app", "REGISTRY", "app", null)]
    [InlineData("my.host/a---b", "my.host", "a---b", null)]
    public void A_reference_is_taken_apart_as_engines_do_it(string text, string registry, string path, string? tag)
    {
        var reference = ImageReference.Parse(text);

        Assert.Equal((registry, path, tag), (reference.Registry, reference.Path, reference.Tag));
    }

    [Fact]
    public void A_digest_follows_name_and_tag()
    {
        var reference = ImageReference.Parse($"my.host:1/app:1.0@{Digest}");

        Assert.Equal(("my.host:1/app", "1.0", Digest), (reference.Name, reference.Tag, reference.Digest));
    }

    [Theory]
    [InlineData("docker.io/library/alpine:3", "alpine:3")]
    [InlineData("docker.io/me/app", "me/app")]
    [InlineData("localhost/library/app", "localhost/library/app")]
    [InlineData("library/app", "app")]
    public void A_reference_is_written_as_engines_print_it(string text, string familiar) =>
        Assert.Equal(familiar, ImageReference.Parse(text).ToString());

    [Theory]
    [InlineData("", "app")]
    [InlineData(" ", "app")]
    [InlineData("My App", "my-app")]
    [InlineData("App:1.0+build", "app:1.0-build")]
    [InlineData("https://ghcr.io/me/App", "ghcr.io/me/app")]
    [InlineData("a//b", "a/b")]
    [InlineData("a..b", "a-b")]
    [InlineData("_a_", "a")]
    [InlineData("app:", "app:latest")]
    [InlineData("app:-x", "app:x")]
    [InlineData("app@sha256:12", "app")]
    [InlineData("ho_st.x:80/app", "ho-st-x-80/app")]
    [InlineData("my.host:80x/app", "my.host-80x/app")]
    [InlineData("/app", "app")]
    [InlineData("registry/team/app:feature/login", "registry/team/app:feature-login")]
    [InlineData("localhost:5000/app:feature/login", "localhost:5000/app:feature-login")]
    [InlineData("app:feature/login", "app:feature-login")]
    [InlineData("x.y/app:a/b/c", "x.y/app:a-b-c")]
    public void What_is_no_reference_is_refused_with_a_valid_one_at_hand(string text, string offered)
    {
        var location = new SourceLocation("/p/a.csproj", 3, 4);

        var error = Assert.Throws<HarpoonException>(() => ImageReference.Parse(text, location)).Diagnostics.Single();

        Assert.Equal(("HRP3001", location), (error.Code, error.Location));
        Assert.Contains($"'{offered}'", error.Text, StringComparison.Ordinal);
        Assert.True(ImageReference.TryParse(offered, out _));
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("app:x y")]
    [InlineData("app@sha256:xyz")]
    [InlineData("a/b/")]
    [InlineData("a___b")]
    [InlineData("é")]
    public void What_engines_refuse_is_refused(string text) => Assert.False(ImageReference.TryParse(text, out _));

    [Fact]
    public void Names_have_a_longest_length()
    {
        Assert.True(ImageReference.TryParse(new string('a', 255), out _));
        Assert.False(ImageReference.TryParse(new string('a', 256), out _));
        Assert.True(ImageReference.TryParse("a:" + new string('b', 128), out _));
        Assert.False(ImageReference.TryParse("a:" + new string('b', 129), out _));
    }

    [Fact]
    public void What_an_error_offers_is_always_valid() =>
        Gen.String[Gen.OneOfConst("aZ0._-/:@ é[]".ToCharArray()), 0, 12].Sample(text =>
            Assert.True(ImageReference.TryParse(ImageNameRepair.Reference(text), out _), $"{text} → {ImageNameRepair.Reference(text)}"));
}
