using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Runs.Ports;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Engine.Tests.Runs.Development;

public sealed class WebPortsTests
{
    [Theory]
    [InlineData("ASPNETCORE_URLS=http://+:80;https://*:443", "http://localhost:7080 https://localhost:7443 ")]
    [InlineData("ASPNETCORE_URLS=https://[::]/;http://localhost", "http://localhost:7080 https://localhost:7443 ")]
    [InlineData("ASPNETCORE_HTTP_PORTS=80;8081 ASPNETCORE_HTTPS_PORTS=443", "http://localhost:7080 https://localhost:7443 ")]
    [InlineData("ASPNETCORE_HTTP_PORTS=80 ASPNETCORE_URLS=https://+:443", " https://localhost:7443 ")]
    [InlineData("ASPNETCORE_URLS=nonsense ASPNETCORE_HTTP_PORTS=x", "  ")]
    [InlineData("PATH=/bin", "  ")]
    public void A_port_that_the_application_listens_at_has_its_URL(string environment, string urls)
    {
        PublishedAddress[] ports =
        [
            new(new PublishedPort(80, "tcp", "0.0.0.0", 7080), "127.0.0.1:7080"),
            new(new PublishedPort(443, "tcp", "::1", 7443), "[::1]:7443"),
            new(new PublishedPort(80, "udp", "0.0.0.0", 7081), "127.0.0.1:7081"),
        ];

        var marked = WebPorts.Mark([.. ports], [.. environment.Split(' ')]);

        Assert.Equal(urls, string.Join(' ', marked.Select(port => port.WebAddress)));
    }

    [Fact]
    public void Another_host_keeps_its_name() => Assert.Equal(
        "http://far:7080",
        WebPorts.Mark([new(new PublishedPort(80, "tcp", "0.0.0.0", 7080), "far:7080")], ["URLS=http://*:80"])[0].WebAddress);
}
