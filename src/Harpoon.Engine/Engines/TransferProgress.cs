using System.Globalization;

namespace Harpoon.Engine.Engines;

/// <summary>Turns the many status messages of a pull or push into few lines: each new status of a layer, and how far it is now and then.</summary>
/// <param name="time">What tells how long ago that was.</param>
/// <param name="isLive">Whether somebody watches: then it is told more often.</param>
internal sealed class TransferProgress(TimeProvider time, bool isLive = false)
{
    private const double Megabyte = 1_000_000;

    private static readonly TimeSpan LivePause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LoggedPause = TimeSpan.FromSeconds(5);

    private readonly TimeSpan _pause = isLive ? LivePause : LoggedPause;
    private readonly Dictionary<string, string> _statuses = new(StringComparer.Ordinal);
    private long _lastTick = time.GetTimestamp();

    /// <summary>The line to print for a message; null for none.</summary>
    public string? Line(EngineMessage message)
    {
        if (string.IsNullOrWhiteSpace(message.Status))
        {
            return null;
        }

        if (message.Id is not { Length: > 0 } id)
        {
            return message.Status;
        }

        if (!_statuses.TryGetValue(id, out var known) || known != message.Status)
        {
            _statuses[id] = message.Status;
            return $"{id}: {message.Status}";
        }

        if (Extent(message) is not { Length: > 0 } extent || time.GetElapsedTime(_lastTick) < _pause)
        {
            return null;
        }

        _lastTick = time.GetTimestamp();
        return $"{id}: {message.Status} {extent}";
    }

    /// <summary>The engine's own bar and sizes; newer ones, and Podman, send mere numbers.</summary>
    private static string? Extent(EngineMessage message) =>
        !string.IsNullOrEmpty(message.Progress) ? message.Progress
        : message is { Current: { } done and > 0, Total: { } all and > 0 } ? string.Create(CultureInfo.InvariantCulture, $"{done / Megabyte:0.#} of {all / Megabyte:0.#} MB")
        : message is { Current: { } soFar and > 0 } ? string.Create(CultureInfo.InvariantCulture, $"{soFar / Megabyte:0.#} MB")
        : null;
}
