using System.Diagnostics;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Engines;

namespace Harpoon.Engine.Services.Waits;

/// <summary>Runs a container's health check in the engine's stead, no more often than each second: who waits wants to know soon.</summary>
internal sealed class OwnHealthCheck(string id, IEngineExecs execs)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly long _start = Stopwatch.GetTimestamp();
    private long? _lastRun;
    private string? _found;

    /// <summary>Runs it, if it is time for that.</summary>
    /// <returns>Null where it passed, else what its last run said.</returns>
    public async Task<string?> TryAsync(HealthCheck check, CancellationToken cancellationToken)
    {
        var pause = check.Interval < LongestPause ? check.Interval : LongestPause;
        if (_lastRun is not { } last || Stopwatch.GetElapsedTime(last) >= pause)
        {
            _lastRun = Stopwatch.GetTimestamp();
            _found = DiagnosticTexts.Format("Said.WaitHealth", "starting");
            _found = await new CommandProbe(check.Command, id, execs).TryAsync(cancellationToken);
        }

        return _found;
    }

    /// <summary>Whether an engine would have given up by now.</summary>
    public bool IsOver(HealthCheck check) => Stopwatch.GetElapsedTime(_start) > check.Grace;
}
