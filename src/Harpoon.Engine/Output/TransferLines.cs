using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Output;

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
    private readonly Dictionary<string, Told> _told = new(StringComparer.Ordinal);

    /// <summary>Takes what a transfer reports.</summary>
    public void Take(TransferStatus status)
    {
        lock (_lock)
        {
            if (!_told.TryGetValue(status.Name, out var told))
            {
                _told[status.Name] = told = new Told(time.GetTimestamp(), Tenth: 0, Line: null);
            }

            if ((status.IsOver ? told.Line is not null : IsDue(status, told)) && TransferText.Line(status) is var line && line != told.Line)
            {
                _told[status.Name] = new Told(time.GetTimestamp(), status.Percent / 10, line);
                write(line);
            }

            if (status.IsOver)
            {
                _told.Remove(status.Name);
            }
        }
    }

    private bool IsDue(TransferStatus status, Told told)
    {
        var elapsed = time.GetElapsedTime(told.At);
        return elapsed >= Longest || (elapsed >= Shortest && status.Percent / 10 > told.Tenth);
    }

    private sealed record Told(long At, int? Tenth, string? Line);
}
