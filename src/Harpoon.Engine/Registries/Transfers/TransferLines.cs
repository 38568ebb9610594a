using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Registries.Transfers;

/// <summary>
/// Reports the progress of transfers in lines, if nothing can be drawn over: at every tenth, but once a second at most, and every five seconds. What is over at
/// once is not worth a line.
/// </summary>
/// <param name="time">Measures how long ago that was.</param>
/// <param name="write">Gets each line.</param>
public sealed class TransferLines(TimeProvider time, Action<string> write)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, ReportedStatus> _reported = new(StringComparer.Ordinal);

    /// <summary>Takes what a transfer reports.</summary>
    public void Take(TransferStatus status)
    {
        lock (_lock)
        {
            if (!_reported.TryGetValue(status.Name, out var reported))
            {
                _reported[status.Name] = reported = new ReportedStatus(time.GetTimestamp(), Tenth: 0, Line: null);
            }

            if ((status.IsOver ? reported.Line is not null : IsDue(status, reported)) && TransferText.Line(status) is var line && line != reported.Line)
            {
                _reported[status.Name] = new ReportedStatus(time.GetTimestamp(), status.Percent / 10, line);
                write(line);
            }

            if (status.IsOver)
            {
                _reported.Remove(status.Name);
            }
        }
    }

    private bool IsDue(TransferStatus status, ReportedStatus reported)
    {
        var elapsed = time.GetElapsedTime(reported.At);
        return elapsed >= Longest || (elapsed >= Shortest && status.Percent / 10 > reported.Tenth);
    }

    private sealed record ReportedStatus(long At, int? Tenth, string? Line);
}
