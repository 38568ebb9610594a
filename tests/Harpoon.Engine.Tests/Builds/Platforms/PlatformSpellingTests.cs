using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.Platforms;

public sealed class PlatformSpellingTests
{
    [Theory]
    [InlineData("linux/amd64")]
    [InlineData("linux/arm/v7")]
    [InlineData("Linux/x86_64")]
    [InlineData("arm64")]
    [InlineData("linux")]
    [InlineData("wasi/wasm")]
    [InlineData("windows/amd64")]
    public void A_platform_that_exists_is_one(string platform) => Assert.Equal(platform, PlatformSpelling.Check(platform));

    [Theory]
    [InlineData("linux/amd46", "'amd46'", "such as linux/amd64")]
    [InlineData("linx/amd64", "'linx'", "such as linux/amd64")]
    [InlineData("linux/aarch46/v8", "'aarch46'", "such as linux/aarch64/v8")]
    [InlineData("amd", "'amd'", "such as")]
    [InlineData("nonsense", "'nonsense'", "such as linux/amd64")]
    [InlineData("linux/", "''", "such as linux/amd64")]
    public void Another_is_an_error_that_says_what_may_be_meant(string platform, params string[] texts)
    {
        var error = Assert.Single(Thrown.By(() => PlatformSpelling.Check(platform)));

        Assert.Equal("HRP5044", error.Code);
        NonEmpty.All(texts, text => Assert.Contains(text, error.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_usual_platform_of_the_environment_is_checked_too()
    {
        var host = new Engine.Machine.HostEnvironment(name => name == "DOCKER_DEFAULT_PLATFORM" ? "linux/amd46" : null, "/", "/");

        Assert.Equal("HRP5044", Assert.Single(Thrown.By(() => BuildPlatform.Of(new ImageBuildOptions("App", "label", "obj"), host))).Code);
        Assert.Equal("linux/arm64", BuildPlatform.Of(new ImageBuildOptions("App", "label", "obj") { Platform = "linux/arm64" }, host));
    }

    [Fact]
    public void The_name_of_an_image_that_gets_no_tag_is_valid_and_its_own()
    {
        string[] names =
        [
            PlatformBuild.NameOf("localhost:5000/team/app:1", "linux/arm/v7"),
            PlatformBuild.NameOf("localhost:5000/team/app:2", "linux/arm/v7"),
            PlatformBuild.NameOf("app:1", "linux/arm64"),
        ];

        Assert.Equal(3, names.Distinct().Count());
        Assert.EndsWith("-linux-arm-v7", names[0], StringComparison.Ordinal);
        NonEmpty.All(names, name => Assert.StartsWith("harpoon-platforms/app:", name, StringComparison.Ordinal));
        NonEmpty.All(names, name => Assert.True(Engine.Registries.References.ImageReference.TryParse(name, out _)));
    }
}
