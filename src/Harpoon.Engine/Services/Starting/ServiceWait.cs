using System.Collections.Immutable;
using System.Diagnostics;
using Harpoon.Engine.Client;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Failures;
using Harpoon.Engine.Services.Containers;
using Harpoon.Engine.Services.Spec;
using Harpoon.Engine.Services.Waits;

namespace Harpoon.Engine.Services.Starting;

/// <summary>Waits until a started service is ready.</summary>
/// <param name="container">Its container.</param>
/// <param name="conditions">What it takes.</param>
/// <param name="engine">Where it runs.</param>
/// <param name="report">Is given what is waited for, and for how long.</param>
internal sealed class ServiceWait(ServiceContainer container, ImmutableArray<PendingWait> conditions, IEngine engine, IReport report)
{
    private readonly Service _service = container.Service;
    private readonly WaitNotice _notice = new();

    /// <summary>Looks at all conditions, again and again, until each was met.</summary>
    /// <exception cref="HarpoonException">HRP4210: it ended before; HRP4211: it took too long.</exception>
    public async Task UntilReadyAsync(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            // Known before the look: what it did until its end is seen by the look that follows.
            var hasEnded = container.Ended.IsCompleted;
            await Task.WhenAll(conditions.Select(condition => condition.LookAsync(cancellationToken)));
            if (hasEnded && !(AreMet && MayEnd))
            {
                throw await EndedAsync();
            }

            var waited = Stopwatch.GetElapsedTime(start);
            if (AreMet)
            {
                ReportReady(waited);
                return;
            }

            ReportWaiting(waited);
            await PauseAsync(waited, cancellationToken);
        }
    }

    private bool AreMet => conditions.All(condition => condition.IsMet);

    private bool MayEnd => conditions.IsEmpty || _service.Waits.Any(wait => wait is ExitWait);

    private void ReportWaiting(TimeSpan waited)
    {
        if (_notice.IsDue(waited))
        {
            var unmet = string.Join(", ", conditions.Where(condition => !condition.IsMet).Select(condition => condition.Description));
            report.Message(MessageLevel.High, DiagnosticTexts.Format("Detail.Waiting", _service.Name, unmet, (int)waited.TotalSeconds, _service.WaitTimeout.TotalSeconds));
            container.Log.ShowNews();
        }
    }

    private void ReportReady(TimeSpan waited) => report.Message(
        _notice.WasGiven ? MessageLevel.High : MessageLevel.Normal,
        _notice.WasGiven ? DiagnosticTexts.Format("Detail.ReadyAfter", _service.Name, (int)waited.TotalSeconds) : DiagnosticTexts.Format("Detail.Ready", _service.Name));

    private async Task PauseAsync(TimeSpan waited, CancellationToken cancellationToken)
    {
        var left = _service.WaitTimeout - waited;
        if (left <= TimeSpan.Zero)
        {
            throw new HarpoonException(Diagnostic.Of(
                "HRP4211", _service.Name, _service.WaitTimeout.TotalSeconds, Unmet(), container.Log.LastLines).About(_service.Item));
        }

        var pause = WaitSchedule.Pause(waited);
        await Task.WhenAny(container.Ended, Task.Delay(pause < left ? pause : left, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
    }

    private string Unmet() => string.Join(", ", conditions.Where(condition => !condition.IsMet));

    private async Task<HarpoonException> EndedAsync()
    {
        var exitCode = await container.Ended;
        return new HarpoonException(Diagnostic.Of(
            "HRP4210", _service.Name, exitCode, await ServiceEnd.ReasonAsync(container.Id, exitCode, engine), container.Log.LastLines)
            .About(_service.Item));
    }
}

/// <summary>Why a service ended, where the engine knows.</summary>
internal static class ServiceEnd
{
    /// <summary>The reason as the end of a sentence; empty if the exit code says all.</summary>
    public static async Task<string> ReasonAsync(string id, int exitCode, IEngine engine) =>
        // Only a killed container can have been out of memory.
        exitCode == ExitDiagnosis.Killed && await OutOfMemoryCheck.OfAsync(id, engine) == OutOfMemory.Yes
            ? DiagnosticTexts.Format("Detail.OutOfMemory")
            : "";
}
