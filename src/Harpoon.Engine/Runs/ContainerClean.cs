using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Engines;
using Harpoon.Engine.Runs.Sessions;

namespace Harpoon.Engine.Runs;

/// <summary>Removes a project's containers, with their anonymous volumes, and its networks.</summary>
public static class ContainerClean
{
    /// <summary>Sweeps what dead sessions left, then removes what was kept. What a build uses that still runs, here or elsewhere, is left alone.</summary>
    /// <param name="projectLabel">The value of the label <c>harpoon.project</c>.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="report">Hears what was removed.</param>
    /// <param name="cancellationToken">Ends the work between two of them.</param>
    public static async Task ExecuteAsync(string projectLabel, IEngine engine, IReport report, CancellationToken cancellationToken)
    {
        await Leftovers.SweepAsync(engine, Session.OfThisProcess(), report, cancellationToken, MessageLevel.High);
        var label = $"{HarpoonLabels.Project}={projectLabel}";
        var containers = await engine.Containers.ListAsync(label, cancellationToken);
        await RemoveAsync("container", containers, engine.Containers.RemoveAsync, report, cancellationToken);
        var networks = await engine.Networks.ListAsync(label, cancellationToken);
        await RemoveAsync("network", networks, engine.Networks.RemoveAsync, report, cancellationToken);
    }

    private static async Task RemoveAsync(
        string kind,
        IReadOnlyList<LabelledObject> candidates,
        Func<string, CancellationToken, Task> removeAsync,
        IReport report,
        CancellationToken cancellationToken)
    {
        foreach (var candidate in candidates)
        {
            // Services that are up belong to one folder of the project alone: DockerDown removes them there.
            if (candidate.Labels.ContainsKey(HarpoonLabels.Keep) && !candidate.Labels.ContainsKey(HarpoonLabels.Services))
            {
                await removeAsync(candidate.Id, cancellationToken);
                report.Message(MessageLevel.High, $"Removed the {kind} {candidate.Name}.");
            }
        }
    }
}
