using System.Text.Json;
using Harpoon.Engine.Builds;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Tests.Builds;

public sealed class EngineOverviewTests
{
    private static readonly EnginePing Docker = new(new Version(1, 51), "2", "linux", IsPodman: false);

    [Fact]
    public void It_is_a_table_of_what_one_looks_for() => Assert.Equal(
        """
        Engine:           unix:///run/docker.sock (DOCKER_HOST)
        Version:          28.5.2
        API:              1.51
        Operating system: Debian (linux/x86_64)
        Builder:          BuildKit
        Image store:      overlay2
        """.ReplaceLineEndings("\n"),
        Table("""{"ServerVersion":"28.5.2","OSType":"linux","OperatingSystem":"Debian","Architecture":"x86_64","Driver":"overlay2"}""", Docker));

    [Fact]
    public void The_containerd_image_store_is_reported_with_its_snapshotter() => Assert.EndsWith(
        "Image store:      containerd (overlayfs)",
        Table("""{"Driver":"overlayfs","DriverStatus":[["driver-type","io.containerd.snapshotter.v1"]]}""", Docker),
        StringComparison.Ordinal);

    [Fact]
    public void The_classic_builder_has_its_reason() => Assert.Contains(
        "Builder:          classic, because the environment variable DOCKER_BUILDKIT is '0'\n", Table("{}", Docker, "0"), StringComparison.Ordinal);

    [Fact]
    public void Podman_has_a_builder_of_its_own()
    {
        var table = Table("""{"ServerVersion":"4.3.1"}""", Docker with { IsPodman = true, BuildahVersion = new Version(1, 28) });

        Assert.Contains("Version:          Podman 4.3.1\n", table, StringComparison.Ordinal);
        Assert.Contains("Builder:          Buildah 1.28\n", table, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_engine_leaves_out_is_unknown() =>
        Assert.Contains("Operating system: unknown (linux/unknown)\n", Table("{}", Docker), StringComparison.Ordinal);

    private static string Table(string info, EnginePing ping, string? classic = null)
    {
        using var json = JsonDocument.Parse(info);
        var host = new HostEnvironment(name => name == "DOCKER_BUILDKIT" ? classic : null, "/", "/");
        return string.Join('\n', EngineOverview.Lines(EngineInformation.Read(json.RootElement), "unix:///run/docker.sock (DOCKER_HOST)", ping, host));
    }
}
