using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Services.Containers;
using Harpoon.Engine.Services.Spec;
using Harpoon.Engine.Services.Waits;

namespace Harpoon.Engine.Services.Starting;

/// <summary>Makes what looks at the conditions of a service.</summary>
internal static class WaitProbes
{
    /// <summary>The conditions of a service: one each, but one for each port where all ports are meant.</summary>
    public static ImmutableArray<PendingWait> Of(ServiceContainer container, PortReach reach, IEngine engine) =>
        [.. container.Service.Waits.SelectMany(wait => Of(wait, container, reach, engine))];

    private static IEnumerable<PendingWait> Of(WaitCondition condition, ServiceContainer container, PortReach reach, IEngine engine) => condition switch
    {
        PortWait { Port: null } => container.Service.TcpPorts.Select(port => Pending(new PortWait(port), container, reach, engine)),
        HttpWait { Port: null } http => [Pending(http with { Port = container.Service.TcpPorts[0] }, container, reach, engine)],
        _ => [Pending(condition, container, reach, engine)],
    };

    private static PendingWait Pending(WaitCondition condition, ServiceContainer container, PortReach reach, IEngine engine) =>
        new(condition.ToString(), LastingProbe(condition, container, engine)
            ?? new WhileRunningProbe(PassingProbe(condition, container, reach, engine), container.Ended));

    /// <summary>A probe of what a container leaves behind; null for other conditions.</summary>
    private static IWaitProbe? LastingProbe(WaitCondition condition, ServiceContainer container, IEngine engine) => condition switch
    {
        LogWait log => new LogProbe(container.Searches[log], container.Log.Unfinished),
        ExitWait exit => new ExitProbe(exit.Code, container.Ended),
        FileWait file => new FileWaitProbe(file.Path, container.Id, engine.Containers),
        _ => null,
    };

    private static IWaitProbe PassingProbe(WaitCondition condition, ServiceContainer container, PortReach reach, IEngine engine) => condition switch
    {
        PortWait port => new PortProbe(reach.AddressOf(port.Port!.Value)),
        HttpWait http => new HttpProbe(http, HostOf(container.Service, http.Port!.Value), reach.AddressOf(http.Port.Value)),
        HealthyWait when !engine.Capabilities.RunsHealthChecks => new PacedProbe(new PodmanHealthProbe(container.Id, engine.Containers, Hopeless(container))),
        HealthyWait => new HealthProbe(container.Id, engine.Containers, Hopeless(container)),
        CommandWait command when !engine.Capabilities.CleansUpExecs => new PacedProbe(new CommandProbe(command.Line, container.Id, engine.Execs)),
        CommandWait command => new CommandProbe(command.Line, container.Id, engine.Execs),
        _ => throw new NotSupportedException(condition.GetType().Name),
    };

    private static Func<string, HarpoonException> Hopeless(ServiceContainer container) => reason => new HarpoonException(
        Diagnostic.Of("HRP4215", container.Service.Name, DiagnosticTexts.Format(reason), container.Log.LastLines).About(container.Service.Item));

    private static string HostOf(Service service, int port) => string.Create(CultureInfo.InvariantCulture, $"{service.Name}:{port}");
}

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

    /// <summary>The address of a TCP port; null if the container has ended already.</summary>
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
                Diagnostic.Of("HRP4212", service.Name, DiagnosticTexts.Format("Detail.NotPublished", port)).About(service.Item));
        var address = new PortAddress(new DnsEndPoint(published.Host, published.Port), Source: null);
        return engine.HangsUpAtOnce ? address : address with { ProxyTime = LongProxyTime };
    }

    private string? OwnAddress => state.Networks.FirstOrDefault(address => address.Network == network.Name)?.IPAddress;
}
