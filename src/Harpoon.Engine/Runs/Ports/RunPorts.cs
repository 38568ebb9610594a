using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Engine.Runs.Ports;

/// <summary>Tells where the ports of a run are published, once its container runs: the engine chooses those that the user left open.</summary>
internal static class RunPorts
{
    /// <summary>Forgets where an earlier run's ports were.</summary>
    public static void Forget(RunContext run)
    {
        if (run.Options.PortsFile is { } file)
        {
            PortsFile.Remove(file, run.Report);
        }
    }

    /// <summary>Asks where they are, and tells it.</summary>
    /// <returns>The ports; none where none was asked for, which costs no call.</returns>
    public static async Task<ImmutableArray<PublishedAddress>> ReportAsync(string id, RunContext run)
    {
        if (run.Options.Container.PortBindings.IsEmpty)
        {
            return [];
        }

        var state = await run.Engine.Containers.InspectAsync(id, run.SetUp);
        var ports = PublishedAddress.Of(state.Ports, run.Engine.Endpoint);
        foreach (var port in ports)
        {
            run.Report.Message(MessageLevel.High, port.ToString());
        }

        if (run.Options.PortsFile is { } file)
        {
            PortsFile.Write(file, run.Options.Image, id, ports, run.Report);
        }

        return ports;
    }
}
