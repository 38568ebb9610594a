using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Tests.Client.Connecting.Endpoints;

public class EndpointAddressTests
{
    [Theory]
    [InlineData("unix:///var/run/docker.sock", "unix:///var/run/docker.sock")]
    [InlineData("UNIX:///run/a b#c?d%41", "unix:///run/a b#c?d%41")]
    [InlineData("tcp://localhost:2375", "tcp://localhost:2375")]
    [InlineData("tcp://localhost:4243/", "tcp://localhost:4243")]
    [InlineData("tcp://build.example", "tcp://build.example:2375")]
    [InlineData("tcp://[::1]:2375", "tcp://[::1]:2375")]
    [InlineData("TCP://127.0.0.1", "tcp://127.0.0.1:2375")]
    [InlineData("localhost:2375", "tcp://localhost:2375")]
    [InlineData("https://build.example:8443", "tcp://build.example:8443")]
    [InlineData("tcp://:2375", "tcp://localhost:2375")]
    [InlineData(":2375", "tcp://localhost:2375")]
    [InlineData(":4243", "tcp://localhost:4243")]
    [InlineData("tcp://", "tcp://localhost:2375")]
    [InlineData("tcp://:", "tcp://localhost:2375")]
    [InlineData(":", "tcp://localhost:2375")]
    [InlineData("localhost", "tcp://localhost:2375")]
    [InlineData("build.example", "tcp://build.example:2375")]
    [InlineData("tcp://127.0.0.1:", "tcp://127.0.0.1:2375")]
    [InlineData("[::1]:4243", "tcp://[::1]:4243")]
    [InlineData("::1", "tcp://[::1]:2375")]
    [InlineData("tcp://::1", "tcp://[::1]:2375")]
    [InlineData("tcp://[::1]", "tcp://[::1]:2375")]
    [InlineData("unix://", "unix:///var/run/docker.sock")]
    [InlineData("tcp://host:2375/path", "tcp://host:2375/path")]
    [InlineData("host/a/b//", "tcp://host:2375/a/b")]
    public void An_address_is_read_as_the_docker_CLI_reads_it(string text, string address) =>
        Assert.Equal(address, Parse(text).OriginalString);

    [Theory]
    [InlineData("tcp://host:2375", "")]
    [InlineData("tcp://host:2375/docker/one/", "/docker/one")]
    [InlineData("unix:///run/docker.sock", "")]
    public void A_path_of_the_network_stands_before_all_calls(string text, string path) =>
        Assert.Equal(path, new Endpoint(Parse(text), "test").BasePath);

    [Theory]
    [InlineData("/var/run/docker.sock", "unix:///var/run/docker.sock")]
    [InlineData("//run//podman/podman.sock", "unix:///run//podman/podman.sock")]
    [InlineData("var/run/docker.sock", "unix:///var/run/docker.sock")]
    [InlineData("docker.sock", "unix:///var/run/docker.sock")]
    [InlineData("~/.docker/run/docker.sock", "unix:///var/run/docker.sock")]
    [InlineData("./docker", "unix:///var/run/docker.sock")]
    [InlineData("unix:/run/docker.sock", "unix:///run/docker.sock")]
    [InlineData("unix:", "unix:///var/run/docker.sock")]
    [InlineData("UNIX:/run/docker.sock", "unix:///run/docker.sock")]
    [InlineData("tcp:build.example:2375", "tcp://build.example:2375")]
    [InlineData("tcp:/build.example:2375", "tcp://build.example:2375")]
    [InlineData("ssh:me@build.example", "ssh://me@build.example")]
    [InlineData("npipe:/./pipe/docker_engine", "npipe:////./pipe/docker_engine")]
    [InlineData(@"\\.\pipe\docker_engine", "npipe:////./pipe/docker_engine")]
    [InlineData("2375", "tcp://localhost:2375")]
    public void A_near_miss_is_no_hosts_name_and_its_error_says_the_address(string text, string meant)
    {
        Assert.EndsWith($"write {meant}.", RefusalOf(text).Text, StringComparison.Ordinal);
        Assert.Equal(meant, new EndpointAddress(meant, "test").Parse(meant.StartsWith('n') ? HostPlatform.Windows : HostPlatform.Linux, tls: false).OriginalString);
    }

    [Theory]
    [InlineData("unix:///run/a b#c?d%41", "/run/a b#c?d%41")]
    public void A_socket_s_path_is_taken_as_it_is_written(string text, string path) =>
        Assert.Equal(path, new Endpoint(Parse(text), "test").SocketPath);

    [Fact]
    public void A_port_that_is_not_written_follows_TLS() =>
        Assert.Equal(2376, new EndpointAddress("tcp://build.example", "test").Parse(HostPlatform.Linux, tls: true).Port);

    [Theory]
    [InlineData("npipe://")]
    [InlineData("npipe:////./pipe/docker_engine")]
    [InlineData(@"npipe://\\.\pipe\docker_engine")]
    public void A_named_pipe_is_Windows_s(string text) => Assert.Equal(
        "npipe:////./pipe/docker_engine",
        new EndpointAddress(text, "test").Parse(HostPlatform.Windows, tls: false).OriginalString);

    [Theory]
    [InlineData("unix://docker.sock", "full path")]
    [InlineData("npipe:////./pipe/docker_engine", "only on Windows")]
    [InlineData("http://localhost:2375", "plain HTTP")]
    [InlineData("fd://", "unix:///var/run/docker.sock")]
    [InlineData("fd://3", "systemd")]
    [InlineData("://x", "scheme must be")]
    [InlineData("tcp://a b:2375", "tcp://host:port")]
    [InlineData("127.0.0.1:2375:1", "tcp://host:port")]
    [InlineData("tcp://host:port", "tcp://host:port")]
    [InlineData("tcp://host:0", "tcp://host:port")]
    [InlineData("tcp://host:70000", "tcp://host:port")]
    [InlineData("tcp://me@host:2375", "tcp://host:port")]
    [InlineData("tcp://host:2375/v1.41", "nothing may follow")]
    [InlineData("tcp://host:2375#x", "only a path may follow")]
    [InlineData("tcp://host:2375?x", "only a path may follow")]
    public void What_is_no_address_is_refused_with_the_way_to_write_it(string text, string hint)
    {
        var diagnostic = RefusalOf(text);

        Assert.Equal("HRP1003", diagnostic.Code);
        Assert.Contains($"'{text}', from test, ", diagnostic.Text, StringComparison.Ordinal);
        Assert.Contains(hint, diagnostic.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_socket_s_path_that_no_system_takes_is_refused() =>
        Assert.Contains("longer than", RefusalOf($"unix:///{new string('x', 200)}").Text, StringComparison.Ordinal);

    [Fact]
    public void A_pipe_without_its_folder_is_refused() => Assert.Equal("HRP1003", Assert.Throws<HarpoonException>(
        () => new EndpointAddress("npipe://docker_engine", "test").Parse(HostPlatform.Windows, tls: false)).Diagnostics[0].Code);

    private static Uri Parse(string text) => new EndpointAddress(text, "test").Parse(HostPlatform.Linux, tls: false);

    private static Diagnostic RefusalOf(string text) =>
        Assert.Single(Assert.Throws<HarpoonException>(() => Parse(text)).Diagnostics);
}
