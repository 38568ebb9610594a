using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Runs.CopyOut;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Engine.Runs.Failures;

/// <summary>What becomes of a run's container when the run is over. Nothing here is cancelled with the run.</summary>
internal sealed class RunEnding(string id, RunContext run)
{
    private bool _cleared;

    /// <summary>Removes the container, or says how to look into the one that is kept.</summary>
    public async Task ClearAwayAsync()
    {
        if (_cleared)
        {
            return;
        }

        _cleared = true;
        if (run.Options.Keep)
        {
            await ContainerRemoval.TryKillAsync(run.Engine, id);
            var isPodman = (await run.Engine.PingAsync(CancellationToken.None)).IsPodman;
            foreach (var line in KeptContainer.Lines(run.Options.Container.Name ?? ContainerIds.Short(id), run.Engine.Endpoint, isPodman))
            {
                run.Report.Message(MessageLevel.High, line);
            }
        }
        else if (await ContainerRemoval.TryAsync(run.Engine, id) is { } reason)
        {
            run.Report.Warning(Diagnostic.Of("HRP4041", run.Options.Container.Name ?? ContainerIds.Short(id), reason));
        }
    }

    /// <summary>The engine was lost midway: connects to it again, removes the container unless it is kept, and reports what became of it.</summary>
    public Task<HarpoonException> LostAsync(Exception loss, ContainerCopyOut copyOut)
    {
        _cleared = true;
        return new LostRun(run).EndAsync(id, loss, copyOut);
    }
}
