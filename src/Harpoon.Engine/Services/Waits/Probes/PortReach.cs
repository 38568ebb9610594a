using System.Net;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Services.Containers;
using Harpoon.Engine.Services.Spec;

namespace Harpoon.Engine.Services.Waits.Probes;

/// <summary>How the ports of one running container are reached from here.</summary>
/// <param name="service">The service that it is of.</param>
/// <param name="state">What the engine says of it.</param>
/// <param name="network">The network that it is in.</param>
/// <param name="endpoint">Where the engine is.</param>
/// <param name="engine">What it can do.</param>
internal sealed class PortReach(Service service, ContainerState state, ServiceNetwork network, Endpoint endpoint, EngineCapabilities engine)
{
    /// <summary>How long a proxy that does not hang up at once may take.</summary>
    private static readonly TimeSpan LongProxyTime = TimeSpan.FromSeconds(1);

    /// <summary>The address of a TCP port; null where the container has ended already.</summary>
    /// <exception cref="HarpoonException">HRP4212: the engine published no port for it.</exception>
    public PortAddress? AddressOf(int port)
    {
        if (!state.Running)
        {
            return null;
        }

        if (network.Gateway is { } gateway && IPAddress.TryParse(OwnAddress, out var own))
        {
            return new PortAddress(new IPEndPoint(own, port), gateway);
        }

        var published = ServiceAddress.Of(service, state, endpoint)
                .FirstOrDefault(candidate => candidate.ContainerPort == port && candidate.Protocol == "tcp")
            ?? throw new HarpoonException(
                Diagnostic.Of("HRP4212", service.Name, DiagnosticTexts.Format("Said.NotPublished", port)).About(service.Item));
        var address = new PortAddress(new DnsEndPoint(published.Host, published.Port), Source: null);
        return engine.HangsUpAtOnce ? address : address with { ProxyTime = LongProxyTime };
    }

    private string? OwnAddress => state.Networks.FirstOrDefault(address => address.Network == network.Name)?.IPAddress;
}
