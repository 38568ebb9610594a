namespace Harpoon.Engine.Engines;

/// <summary>Turns the many status messages of a pull or push into few lines: each new status of a layer, and how far it is now and then.</summary>
internal sealed class TransferProgress(TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
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

        if (string.IsNullOrEmpty(message.Progress) || time.GetElapsedTime(_lastTick) < Pause)
        {
            return null;
        }

        _lastTick = time.GetTimestamp();
        return $"{id}: {message.Status} {message.Progress}";
    }
}
