using Harpoon.Engine.Diagnostics;

namespace Harpoon.Terminal.Reports;

/// <summary>Distinguishes transfers that take a while from those that are over at once, for which nothing is drawn, and nothing is loaded that draws.</summary>
/// <param name="time">Measures how long one takes.</param>
internal sealed class SlowTransfers(TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.3);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _since = new(StringComparer.Ordinal);

    /// <summary>Whether a transfer is one of them; the last word of one that was is of it too.</summary>
    public bool IsSlow(TransferStatus status)
    {
        lock (_lock)
        {
            if (!_since.TryGetValue(status.Name, out var since) && !status.IsOver)
            {
                _since[status.Name] = time.GetTimestamp();
                return false;
            }

            return (!status.IsOver || _since.Remove(status.Name)) && time.GetElapsedTime(since) >= Pause;
        }
    }
}
