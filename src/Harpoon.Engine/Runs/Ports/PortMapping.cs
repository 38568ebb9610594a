using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Ports;

/// <summary>Reads ports to publish, by the docker CLI's grammar: <c>[[address:][port]:]port[/protocol]</c>, each port perhaps a range.</summary>
/// <remarks>The grammar is <c>ParsePortSpec</c> of https://github.com/docker/go-connections, and documented at https://docs.docker.com/reference/cli/docker/container/run/#publish.</remarks>
public static class PortMapping
{
    /// <summary>Reads one text, which stands for several ports where it has a range of the container's.</summary>
    /// <param name="text">As <c>80</c> (any port of the host), <c>8080:80</c>, <c>127.0.0.1:8080:80</c>, <c>[::1]::53/udp</c>, <c>9000-9010:9000-9010</c>.</param>
    /// <exception cref="HarpoonException">HRP4101: it is no port.</exception>
    public static ImmutableArray<PortBinding> Parse(string text)
    {
        var (address, host, container) = Split(text);
        var slash = container.IndexOf('/', StringComparison.Ordinal);
        var protocol = slash < 0 ? "tcp" : container[(slash + 1)..].ToLowerInvariant();
        var ports = Ports(text, slash < 0 ? container : container[..slash], "the container's port");
        if (ports.Start == 0)
        {
            throw Wrong(text, "a container has no port 0.");
        }

        if (protocol is not ("tcp" or "udp" or "sctp"))
        {
            throw Wrong(text, $"'{protocol}' is neither tcp nor udp nor sctp.");
        }

        var first = new PortBinding(ports.Start, protocol) { HostIp = Address(text, address) };
        return host.Length == 0 ? Each(ports, first, _ => null) : OnHost(text, ports, Ports(text, host, "the host's port"), first);
    }

    private static ImmutableArray<PortBinding> OnHost(string text, PortRange ports, PortRange host, PortBinding first)
    {
        if (ports.Count == 1)
        {
            // A range of the host's for one of the container's: the engine takes one that is free.
            return Each(ports, first, _ => host.ToString());
        }

        return ports.Count == host.Count
            ? Each(ports, first, index => (host.Start + index).ToString(CultureInfo.InvariantCulture))
            : throw Wrong(text, $"the host has {host.Count} ports for {ports.Count} of the container.");
    }

    private static ImmutableArray<PortBinding> Each(PortRange ports, PortBinding first, Func<int, string?> hostPort)
    {
        var bindings = ImmutableArray.CreateBuilder<PortBinding>(ports.Count);
        for (var index = 0; index < ports.Count; index++)
        {
            bindings.Add(first with { ContainerPort = ports.Start + index, HostPort = hostPort(index) });
        }

        return bindings.MoveToImmutable();
    }

    // The container's part is behind the last colon and the host's before it; an address may have colons of its own.
    private static (string Address, string Host, string Container) Split(string text)
    {
        var last = text.LastIndexOf(':');
        if (last < 0)
        {
            return ("", "", text);
        }

        var before = last == 0 ? -1 : text.LastIndexOf(':', last - 1);
        return (before < 0 ? "" : text[..before], text[(before + 1)..last], text[(last + 1)..]);
    }

    private static string? Address(string text, string address)
    {
        var bare = address.StartsWith('[') && address.EndsWith(']') ? address[1..^1] : address;
        // .NET reads '1' and '0x7f.1' as addresses too, by the rules of old C libraries.
        var isAddress = IPAddress.TryParse(bare, out var parsed) && (bare.Contains(':', StringComparison.Ordinal) || parsed.ToString() == bare);
        return bare.Length == 0 && address.Length == 0 ? null
            : isAddress ? bare
            : throw Wrong(text, $"'{address}' is not an IP address; names are not allowed.");
    }

    private static PortRange Ports(string text, string part, string whose) =>
        PortRange.Parse(part) ?? throw Wrong(text, $"{whose}, '{part}', is not a number up to 65535, or a range of them.");

    private static HarpoonException Wrong(string text, string reason) => new(Diagnostic.Of("HRP4101", text, reason));
}

/// <summary>A port, or several that follow each other: <c>80</c>, <c>8000-8010</c>.</summary>
/// <param name="Start">The first.</param>
/// <param name="End">The last; the first again where there is one.</param>
internal readonly record struct PortRange(int Start, int End)
{
    private const int Highest = 65535;

    public int Count => End - Start + 1;

    /// <summary>Reads it; null if it is none.</summary>
    public static PortRange? Parse(string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        return dash < 0
            ? NumberOf(text) is { } port ? new PortRange(port, port) : null
            : NumberOf(text[..dash]) is { } start && NumberOf(text[(dash + 1)..]) is { } end && end >= start ? new PortRange(start, end) : null;
    }

    public override string ToString() => Count == 1
        ? Start.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Start}-{End}");

    private static int? NumberOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Highest ? number : null;
}
