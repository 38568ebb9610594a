using System.Collections.Immutable;
using System.Globalization;
using Harpoon.Engine.Client;
using Harpoon.Engine.Services.Containers;
using Harpoon.Engine.Services.Spec;

namespace Harpoon.Engine.Services.Waits.Probes;

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
        HealthyWait when !engine.Capabilities.RunsHealthChecks => new PacedProbe(new PodmanHealthProbe(container.Service, container.Id, container.Log, engine.Containers)),
        HealthyWait => new HealthProbe(container.Service, container.Id, container.Log, engine.Containers),
        CommandWait command when !engine.Capabilities.CleansUpExecs => new PacedProbe(new CommandProbe(command.Line, container.Id, engine.Execs)),
        CommandWait command => new CommandProbe(command.Line, container.Id, engine.Execs),
        _ => throw new NotSupportedException(condition.GetType().Name),
    };

    private static string HostOf(Service service, int port) => string.Create(CultureInfo.InvariantCulture, $"{service.Name}:{port}");
}
