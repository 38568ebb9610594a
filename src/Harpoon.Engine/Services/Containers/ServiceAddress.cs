using System.Globalization;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Services.Spec;

namespace Harpoon.Engine.Services.Containers;

/// <summary>Where a service listens, for who is outside of its network.</summary>
/// <param name="Service">The service.</param>
/// <param name="Host">The host to connect to.</param>
/// <param name="Port">The port to connect to.</param>
/// <param name="ContainerPort">The port in the container.</param>
/// <param name="Protocol"><c>tcp</c>, <c>udp</c> or <c>sctp</c>.</param>
public sealed record ServiceAddress(string Service, string Host, int Port, int ContainerPort, string Protocol)
{
    /// <summary>The addresses of a running service.</summary>
    internal static IEnumerable<ServiceAddress> Of(Service service, ContainerState state, Endpoint endpoint) =>
        PublishedAddress.Of(state.Ports, endpoint).Select(published => new ServiceAddress(
            service.Name, published.Host.Trim('[', ']'), published.Port.HostPort, published.Port.ContainerPort, published.Port.Protocol));

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port} ({ContainerPort}/{Protocol})");
}
