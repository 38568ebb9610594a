using System.Text;
using Harpoon.Engine.Client.Api.Containers;

namespace Harpoon.Engine.Tests.Client.Api.Containers;

public sealed class ContainerSpecTests
{
    [Fact]
    public void Ports_are_exposed_as_well_as_published() => Assert.Contains(
        """
        "ExposedPorts":{"80/tcp":{},"53/udp":{},"443/tcp":{}},"HostConfig":{"PortBindings":{"80/tcp":[{"HostIp":"","HostPort":"8080"},{"HostIp":"::1","HostPort":"8000-8010"}],"53/udp":[{"HostIp":"","HostPort":""}]}}
        """,
        Json(new("i")
        {
            ExposedPorts = ["443/tcp", "80/tcp"],
            PortBindings = [new(80) { HostPort = "8080" }, new(80) { HostIp = "::1", HostPort = "8000-8010" }, new(53, "udp")],
        }),
        StringComparison.Ordinal);

    [Fact]
    public void Volumes_are_sent_by_their_kind() => Assert.Contains(
        """
        "Volumes":{"/cache":{}},"HostConfig":{"Binds":["/a:/b:ro","name:/c"],"Tmpfs":{"/run":"size=64m","/tmp":""}}
        """,
        Json(new("i")
        {
            Volumes = ["/cache"],
            Binds = ["/a:/b:ro", "name:/c"],
            Tmpfs = new Dictionary<string, string> { ["/run"] = "size=64m", ["/tmp"] = "" },
        }),
        StringComparison.Ordinal);

    [Fact]
    public void Devices_and_requests_for_them_are_sent() => Assert.Contains(
        """
        "HostConfig":{"PidsLimit":100,"CapAdd":["NET_ADMIN"],"CapDrop":["ALL"],"Devices":[{"PathOnHost":"/dev/a","PathInContainer":"/dev/b","CgroupPermissions":"rw"}],"DeviceRequests":[{"Count":-1,"Capabilities":[["gpu"]]},{"Driver":"nvidia","Count":0,"DeviceIDs":["0","1"],"Capabilities":[["gpu","utility"]],"Options":{"a":"b"}}]}
        """,
        Json(new("i")
        {
            PidsLimit = 100,
            CapAdd = ["NET_ADMIN"],
            CapDrop = ["ALL"],
            Devices = [new("/dev/a", "/dev/b", "rw")],
            DeviceRequests =
            [
                new(["gpu"]) { Count = -1 },
                new(["gpu", "utility"]) { Driver = "nvidia", DeviceIds = ["0", "1"], Options = new Dictionary<string, string> { ["a"] = "b" } },
            ],
        }),
        StringComparison.Ordinal);

    [Fact]
    public void Names_are_sent() => Assert.Contains(
        """
        "Hostname":"h","HostConfig":{"NetworkMode":"n","ExtraHosts":["db:10.0.0.1"]},"NetworkingConfig":{"EndpointsConfig":{"n":{"Aliases":["web","www"]}}}
        """,
        Json(new("i") { Hostname = "h", Network = "n", NetworkAliases = ["web", "www"], ExtraHosts = ["db:10.0.0.1"] }),
        StringComparison.Ordinal);

    private static string Json(ContainerSpec spec) => Encoding.UTF8.GetString(ContainerSpecJson.Write(spec).Span);
}
