using System.Text;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Client.Calls;

namespace Harpoon.Engine.Tests.Client.Api.Containers;

public sealed class ContainerStateTests
{
    [Fact]
    public void Published_ports_are_reported_and_ports_that_are_only_exposed_are_not() =>
        Assert.Equal(
            [new PublishedPort(53, "udp", "127.0.0.1", 5353), new PublishedPort(80, "tcp", "0.0.0.0", 8080), new PublishedPort(80, "tcp", "::", 8081)],
            Read("""
                ,"NetworkSettings":{"Ports":{"80/tcp":[{"HostIp":"0.0.0.0","HostPort":"8080"},{"HostIp":"::","HostPort":"8081"}],
                "443/tcp":null,"53/udp":[{"HostIp":"127.0.0.1","HostPort":"5353"}]}}
                """).Ports);

    [Fact]
    public void Addresses_are_reported_by_network()
    {
        var addresses = Read(""","NetworkSettings":{"Networks":{"a":{"IPAddress":"10.0.0.2","Aliases":["web"]},"b":{"Aliases":null}}}""").Networks;

        Assert.Equal(["a 10.0.0.2 web", "b  "], addresses.Select(address => $"{address.Network} {address.IPAddress} {string.Join(',', address.Aliases)}"));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData(""","Health":{"Status":"healthy"}""", "healthy")]
    [InlineData(""","Health":{"Status":"none"}""", null)]
    [InlineData(""","Health":{"Status":""}""", null)]
    public void Health_is_reported_where_it_is_checked(string state, string? expected) => Assert.Equal(expected, Read("", state).Health);

    [Fact]
    public void An_ending_is_reported_whole()
    {
        var state = Read("", ""","OOMKilled":true,"Error":"no","Status":"exited" """);

        Assert.Equal(("name", false, 3, true), (state.Name, state.Running, state.ExitCode, state.OutOfMemory));
        Assert.Equal(("no", "exited"), (state.Error, state.Status));
    }

    private static ContainerState Read(string more, string state = "") => EngineAnswer.Read(
        "GET /containers/name/json",
        Encoding.UTF8.GetBytes($$"""{"Name":"/name","State":{"Running":false,"ExitCode":3{{state}}}{{more}}}"""),
        ContainerStateReader.Read);
}
