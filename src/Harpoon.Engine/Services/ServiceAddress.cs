using System.Globalization;
using Harpoon.Engine.Endpoints;
using Harpoon.Engine.Engines;

namespace Harpoon.Engine.Services;

/// <summary>Where a service listens, for who is outside of its network.</summary>
/// <param name="Service">The service.</param>
/// <param name="Host">The host to connect to.</param>
/// <param name="Port">The port to connect to.</param>
/// <param name="ContainerPort">The port in the container.</param>
/// <param name="Protocol"><c>tcp</c>, <c>udp</c> or <c>sctp</c>.</param>
public sealed record ServiceAddress(string Service, string Host, int Port, int ContainerPort, string Protocol)
{
    private const string Loopback = "127.0.0.1";

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port} ({ContainerPort}/{Protocol})");

    /// <summary>The host of an engine that is elsewhere; null for one of this machine.</summary>
    internal static string? EngineHostOf(Endpoint endpoint) => endpoint.Address.Scheme == "tcp" ? endpoint.Address.Host : null;

    /// <summary>The host to connect to for a port: an engine that listens at all addresses listens at loopback too.</summary>
    internal static string HostOf(PublishedPort port, string? engineHost) =>
        port.HostIp is "" or "0.0.0.0" or "::" ? engineHost ?? Loopback : port.HostIp;

    /// <summary>The addresses of a running service, each once: an engine may listen by IPv4 and IPv6.</summary>
    internal static IEnumerable<ServiceAddress> Of(Service service, ContainerState state, string? engineHost) => state.Ports
        .Select(port => new ServiceAddress(service.Name, HostOf(port, engineHost), port.HostPort, port.ContainerPort, port.Protocol))
        .DistinctBy(address => (address.ContainerPort, address.Protocol, address.Host));
}
