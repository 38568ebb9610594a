using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Ports;

namespace Harpoon.Engine.Tests.Runs.Ports;

public sealed class PortMappingTests
{
    [Theory]
    [InlineData("80", "::80/tcp")]
    [InlineData("8080:80", ":8080:80/tcp")]
    [InlineData("5353:53/UDP", ":5353:53/udp")]
    [InlineData("127.0.0.1:8080:80", "127.0.0.1:8080:80/tcp")]
    [InlineData("127.0.0.1::80", "127.0.0.1::80/tcp")]
    [InlineData("[::1]:8080:80", "::1:8080:80/tcp")]
    [InlineData("8000-8010:80", ":8000-8010:80/tcp")]
    [InlineData("7000-7002:80-82", ":7000:80/tcp :7001:81/tcp :7002:82/tcp")]
    [InlineData("80-81", "::80/tcp ::81/tcp")]
    public void A_port_is_fixed_or_any_of_the_host_or_one_of_a_range(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', PortMapping.Parse(text).Select(Format)));

    [Theory]
    [InlineData("")]
    [InlineData("http")]
    [InlineData("8080:http")]
    [InlineData("65536:80")]
    [InlineData("80:0")]
    [InlineData("80-79")]
    [InlineData("1-2:80-82")]
    [InlineData("80/icmp")]
    [InlineData("localhost:80:80")]
    [InlineData("1.2.3:80:80")]
    public void What_is_no_port_is_refused_with_the_text_and_the_grammar(string text)
    {
        var refusal = Assert.Single(Assert.Throws<HarpoonException>(() => PortMapping.Parse(text)).Diagnostics);

        Assert.Equal("HRP4101", refusal.Code);
        Assert.StartsWith($"'{text}'", refusal.Text, StringComparison.Ordinal);
        Assert.Contains("8080:80", refusal.Text, StringComparison.Ordinal);
    }

    private static string Format(PortBinding port) => $"{port.HostIp}:{port.HostPort}:{port.Key}";
}
