using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs;
using Harpoon.Engine.Runs.Options.Volumes;
using Harpoon.Engine.Runs.Ports;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Runs;

public sealed class RunPortsTests(EngineFixture fixture) : RunTests(fixture)
{
    [EngineFact]
    public async Task Published_ports_are_reported_in_words_in_a_file_and_in_the_outcome()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "new", "ports.json");

        // One that ends at once is published for so short a time that nobody may learn where.
        var outcome = await RunAsync(Shell("until [ -e /told/new/ports.json ]; do sleep 0.05; done")
            .With(container => container with { PortBindings = [.. PortMapping.Parse("127.0.0.1::80"), .. PortMapping.Parse("127.0.0.1::53-54/udp")] }) with
        {
            Volumes = [new VolumeMount(VolumeType.Bind, folder.Path, "/told")],
            PortsFile = file,
        });

        Assert.Equal(["53/udp", "54/udp", "80/tcp"], outcome.Ports.Select(port => $"{port.Port.ContainerPort}/{port.Port.Protocol}"));
        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(file, Token));
        Assert.Equal(outcome.ContainerId, json.RootElement.GetProperty("container").GetString());
        Assert.Equal(outcome.Ports.Select(port => port.Address), json.RootElement.GetProperty("ports").EnumerateArray().Select(port => port.GetProperty("address").GetString()));
        NonEmpty.All(outcome.Ports, port =>
        {
            Assert.Equal($"127.0.0.1:{port.Port.HostPort.ToString(CultureInfo.InvariantCulture)}", port.Address);
            Assert.Contains(Report.Messages, message => message.Text.Contains(port.Address, StringComparison.Ordinal));
        });
        Assert.Equal([file], Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories));
    }

    [EngineFact]
    public async Task The_file_of_an_earlier_run_is_gone_before_the_container_runs()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "ports.json");
        await File.WriteAllTextAsync(file, "old", Token);

        await RunAsync(Shell("true") with { PortsFile = file });

        Assert.False(File.Exists(file));
    }

    [EngineFact]
    public async Task A_port_that_is_in_use_is_reported_with_what_to_do()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        taken.Listen();
        var port = ((System.Net.IPEndPoint)taken.LocalEndPoint!).Port;

        var item = new ItemReference("DockerPort", $"{port}:80");
        var outcome = await RunAsync(Shell("true").With(container => container with { PortBindings = [new PortBinding(81), new PortBinding(80) { HostIp = "127.0.0.1", HostPort = $"{port}", Item = item }] }));

        Assert.Equal((125, "HRP4124", item), (outcome.ExitCode, outcome.Failure?.Code, outcome.Failure?.Item));
        Assert.StartsWith($"The port {port} to publish for a container of ", outcome.Failure?.Text, StringComparison.Ordinal);
        if (OperatingSystem.IsLinux() && (await EngineAsync()).Endpoint.Address.Scheme == "unix")
        {
            Assert.Contains($" is in use by {await File.ReadAllTextAsync("/proc/self/comm", Token)}".TrimEnd() + $" (process {Environment.ProcessId})", outcome.Failure?.Text, StringComparison.Ordinal);
        }
    }

    [EngineFact(NotOnPodman = "can't be asked who publishes a port")]
    public async Task A_port_that_a_container_has_is_reported_with_its_name()
    {
        var engine = await EngineAsync();
        var name = $"harpoon-port-{Marker}";
        var port = 0;
        var spec = new ContainerSpec(TestImages.Base) { Name = name, Command = ["sleep", "600"], Labels = new Dictionary<string, string> { [Label] = Marker }, PortBindings = [new PortBinding(80) { HostIp = "127.0.0.1" }] };
        var id = (await engine.Containers.CreateAsync(spec, Token)).Id;
        try
        {
            await engine.Containers.StartAsync(id, Token);
            port = (await engine.Containers.InspectAsync(id, Token)).Ports[0].HostPort;
            var outcome = await ContainerRun.ExecuteAsync(
                new RunContext(Shell("true").With(container => container with { PortBindings = [new PortBinding(80) { HostIp = "127.0.0.1", HostPort = $"{port}" }] }), engine, Host, Report), Token);

            Assert.Contains($"The port {port} ", outcome.Failure?.Text, StringComparison.Ordinal);
            Assert.Contains($" is in use by the container {name} (", outcome.Failure?.Text, StringComparison.Ordinal);
        }
        finally
        {
            await engine.Containers.RemoveAsync(id, CancellationToken.None);
        }
    }

    [Theory]
    [InlineData("unix:///x", "0.0.0.0", "127.0.0.1:8080")]
    [InlineData("unix:///x", "::", "[::1]:8080")]
    [InlineData("tcp://engine:2376", "0.0.0.0", "engine:8080")]
    [InlineData("ssh://me@engine", "", "engine:8080")]
    [InlineData("tcp://engine:2376", "10.0.0.1", "10.0.0.1:8080")]
    [InlineData("tcp://engine:2376", "fe80::1", "[fe80::1]:8080")]
    public void An_address_is_one_that_can_be_connected_to(string engine, string hostIp, string address) => Assert.Equal(
        address, Assert.Single(PublishedAddress.Of([new PublishedPort(80, "tcp", hostIp, 8080)], new(new Uri(engine), "test"))).Address);

    [Fact]
    public void A_port_for_IPv4_and_IPv6_alike_is_reported_once()
    {
        PublishedPort v4 = new(80, "tcp", "0.0.0.0", 8080), v6 = new(80, "tcp", "::", 8080);

        Assert.Equal([v4], PublishedAddress.Of([v4, v6], new(new Uri("unix:///x"), "test")).Select(port => port.Port));
        Assert.Equal(2, PublishedAddress.Of([v4, v6 with { HostPort = 8081 }], new(new Uri("unix:///x"), "test")).Length);
    }
}
