using System.Net.Sockets;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Http;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Runs.CopyOut;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Engine.Runs.Failures;

/// <summary>What becomes of a run's container when the run is over. Nothing here is cancelled with the run.</summary>
internal sealed class RunEnding(string id, RunContext run)
{
    private bool _cleared;

    /// <summary>Whether this says that the engine can't be talked to any more, rather than that it said no.</summary>
    public static bool IsLossOfEngine(Exception e) =>
        e is IOException or InvalidDataException or SocketException
        || e is HarpoonException { Diagnostics: [{ Code: "HRP1011" or "HRP1012" }] };

    /// <summary>Whether the engine may have done what it was asked to do, though its answer says nothing of it.</summary>
    public static bool MayHaveBeenHeard(Exception e) =>
        IsLossOfEngine(e) || e is HarpoonException { Diagnostics: [{ Code: EngineAnswer.Code or PieceClock.Code }] };

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
