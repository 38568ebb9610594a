using System.Collections.Immutable;
using System.Globalization;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Client.Connecting.Endpoints;

namespace Harpoon.Engine.Runs.Spec;

/// <summary>A container's port, and where it is reached from this machine.</summary>
/// <param name="Port">The port, and where the engine's host listens for it.</param>
/// <param name="Address">A host and a port to connect to: <c>127.0.0.1:8080</c>.</param>
public sealed record PublishedAddress(PublishedPort Port, string Address)
{
    /// <summary>The host to connect to: an address, in brackets where it has colons, or a name.</summary>
    public string Host => Address[..Address.LastIndexOf(':')];

    /// <summary>The URL of the web application that listens there; null if none is known to.</summary>
    public string? WebAddress { get; init; }

    private const string AllOfIPv4 = "0.0.0.0";
    private const string AllOfIPv6 = "::";

    /// <summary>The ports of a running container, each once: an engine names a port twice that it publishes for IPv4 and IPv6 alike.</summary>
    /// <param name="ports">What the engine says.</param>
    /// <param name="endpoint">Where the engine is.</param>
    public static ImmutableArray<PublishedAddress> Of(ImmutableArray<PublishedPort> ports, Endpoint endpoint) =>
    [
        .. ports.Where(port => port.HostIp != AllOfIPv6 || !ports.Contains(port with { HostIp = AllOfIPv4 }))
            .Select(port => new PublishedAddress(port, string.Create(CultureInfo.InvariantCulture, $"{HostOf(port.HostIp, endpoint)}:{port.HostPort}"))),
    ];

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"Port {Port.ContainerPort}/{Port.Protocol} is published at {WebAddress ?? Address}.");

    private static string HostOf(string hostIp, Endpoint endpoint)
    {
        var isAll = hostIp is "" or AllOfIPv4 or AllOfIPv6;
        return isAll && endpoint.Address.Scheme is "tcp" or "ssh" ? Bracketed(endpoint.HostName)
            : hostIp == AllOfIPv6 ? "[::1]"
            : isAll ? "127.0.0.1"
            : Bracketed(hostIp);
    }

    private static string Bracketed(string host) =>
        host.Contains(':', StringComparison.Ordinal) && !host.StartsWith('[') ? $"[{host}]" : host;
}
