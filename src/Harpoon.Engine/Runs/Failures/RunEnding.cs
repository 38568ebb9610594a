using System.Net.Sockets;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Http;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Engine.Runs.Failures;

/// <summary>What becomes of a run's container when the run is over. Nothing here heeds the run's cancellation.</summary>
internal sealed class RunEnding(string id, ContainerRunOptions options, IEngine engine, IReport report)
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
        if (options.Keep)
        {
            await ContainerRemoval.TryKillAsync(engine, id);
            var isPodman = (await engine.PingAsync(CancellationToken.None)).IsPodman;
            foreach (var line in KeptContainer.Lines(options.Container.Name ?? ContainerIds.Short(id), engine.Endpoint, isPodman))
            {
                report.Message(MessageLevel.High, line);
            }
        }
        else if (await ContainerRemoval.TryAsync(engine, id) is { } reason)
        {
            report.Warning(Diagnostic.Of("HRP4041", options.Container.Name ?? ContainerIds.Short(id), reason));
        }
    }

    /// <summary>The engine was lost midway: reaches for it again, clears away, and tells what became of the container.</summary>
    public Task<HarpoonException> LostAsync(Exception loss)
    {
        _cleared = true;
        return new LostRun(options, engine, report).EndAsync(id, loss);
    }
}
