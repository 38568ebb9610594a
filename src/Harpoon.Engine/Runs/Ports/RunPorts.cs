using System.Collections.Immutable;
using Harpoon.Engine.Client;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Engine.Runs.Ports;

/// <summary>Tells where the ports of a run are published, once its container runs: the engine chooses those that the user left open.</summary>
internal sealed class RunPorts(ContainerRunOptions options, IEngine engine, IReport report)
{
    /// <summary>Forgets where an earlier run's ports were.</summary>
    public void Forget()
    {
        if (options.PortsFile is { } file)
        {
            PortsFile.Remove(file, report);
        }
    }

    /// <summary>Asks where they are, and tells it.</summary>
    /// <returns>The ports; none where none was asked for, which costs no call.</returns>
    public async Task<ImmutableArray<PublishedAddress>> ReportAsync(string id, CancellationToken cancellationToken)
    {
        if (options.Container.PortBindings.IsEmpty)
        {
            return [];
        }

        var state = await engine.Containers.InspectAsync(id, cancellationToken);
        var ports = PublishedAddress.Of(state.Ports, engine.Endpoint);
        foreach (var port in ports)
        {
            report.Message(MessageLevel.High, port.ToString());
        }

        if (options.PortsFile is { } file)
        {
            PortsFile.Write(file, options.Image, id, ports, report);
        }

        return ports;
    }
}
