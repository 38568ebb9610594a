using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Runs.Options.Volumes;

namespace Harpoon.Engine.Tests.Runs.Options;

public sealed class VolumeMountTests
{
    private static readonly HostEnvironment Host = new(_ => null, "/project", "/home/me") { Platform = HostPlatform.Linux };

    [Theory]
    [InlineData("/data", VolumeType.Volume, null, "/data", "")]
    [InlineData("cache:/data", VolumeType.Volume, "cache", "/data", "")]
    [InlineData("cache:/data:nocopy,ro", VolumeType.Volume, "cache", "/data", "nocopy,ro")]
    [InlineData("/host:/data:ro", VolumeType.Bind, "/host", "/data", "ro")]
    [InlineData("./data:/data", VolumeType.Bind, "/project/data", "/data", "")]
    [InlineData("../data:/data", VolumeType.Bind, "/data", "/data", "")]
    [InlineData(".:/src", VolumeType.Bind, "/project", "/src", "")]
    [InlineData("~/data:/data", VolumeType.Bind, "/home/me/data", "/data", "")]
    [InlineData(@"C:\host data:/data:ro", VolumeType.Bind, @"C:\host data", "/data", "ro")]
    [InlineData("d:/host:/data", VolumeType.Bind, "d:/host", "/data", "")]
    [InlineData(@"\\.\pipe\docker_engine:\\.\pipe\docker_engine", VolumeType.Bind, @"\\.\pipe\docker_engine", @"\\.\pipe\docker_engine", "")]
    [InlineData(@"C:\host:D:\data", VolumeType.Bind, @"C:\host", @"D:\data", "")]
    public void A_volume_is_read_as_the_docker_CLI_reads_it_and_a_relative_path_starts_at_the_project(
        string text, VolumeType type, string? source, string target, string options) =>
        Assert.Equal(new VolumeMount(type, source, target) { Options = options }, Read(new(text)));

    [Fact]
    public void Metadata_says_the_same_as_the_text()
    {
        Assert.Equal(Read(new("./data:/data:ro")), Read(new("./data", "/data", ReadOnly: true)));
        Assert.Equal(Read(new("./data:/data")), Read(new("data", "/data", "bind")));
        Assert.Equal(Read(new("cache:/data")), Read(new("cache", "/data", "Volume", ReadOnly: false)));
    }

    [Fact]
    public void Memory_has_no_source_and_the_options_of_docker_tmpfs()
    {
        Assert.Equal(new VolumeMount(VolumeType.Tmpfs, null, "/run"), Read(new("/run", Type: "tmpfs")));
        Assert.Equal(
            new VolumeMount(VolumeType.Tmpfs, null, "/run") { Options = "size=64m,mode=1777,ro" },
            Read(new("/run:size=64m,mode=1777", Type: "tmpfs", ReadOnly: true)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData("a:")]
    [InlineData(":/data")]
    [InlineData("cache:data")]
    [InlineData("data")]
    [InlineData("./data")]
    [InlineData("type=bind,source=./a,target=/b")]
    [InlineData("./a:/b,ro")]
    [InlineData("~me/x:/x")]
    [InlineData("$HOME/x:/x")]
    [InlineData("data/sub:/data")]
    [InlineData("/host:/")]
    [InlineData("/host:/data:r")]
    [InlineData("/host:/data:ro,rw")]
    [InlineData("/host:/data:nocopy")]
    [InlineData("cache:/data:rshared")]
    [InlineData("/host:/data:ro:z")]
    [InlineData("/host:/data", null, "disk")]
    [InlineData("/host", null, "bind")]
    [InlineData("cache", "data")]
    [InlineData("a b", "/data", "volume")]
    public void What_is_no_volume_is_refused(string text, string? target = null, string? type = null) => Assert.Equal(
        "HRP4102", Assert.Single(Assert.Throws<HarpoonException>(() => Read(new(text, target, type))).Diagnostics).Code);

    [Fact]
    public void A_path_with_a_colon_is_refused_since_the_engine_would_read_another()
    {
        var host = Host with { CurrentDirectory = "/pro:ject" };

        var refusal = Assert.Throws<HarpoonException>(() => VolumeGrammar.Parse(new("./data:/data"), host));
        Assert.Contains("/pro:ject/data", refusal.Message, StringComparison.Ordinal);
    }

    private static VolumeMount Read(VolumeRequest request) => VolumeGrammar.Parse(request, Host);
}
