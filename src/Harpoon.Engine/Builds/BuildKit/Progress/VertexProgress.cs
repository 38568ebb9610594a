using Harpoon.BuildKit.Tracing;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.BuildKit.Progress;

/// <summary>Adds up what BuildKit reports of the parts of a transfer: of the context, or of a base image's layers.</summary>
/// <param name="name">What goes on, as the start of a line.</param>
internal sealed class VertexProgress(string name)
{
    private readonly Dictionary<string, TraceStatus> _parts = new(StringComparer.Ordinal);

    /// <summary>The most that there may be, if BuildKit reports no total; null if unknown.</summary>
    public long? Most { get; init; }

    /// <summary>Takes what BuildKit reports of a part.</summary>
    public TransferStatus With(TraceStatus part)
    {
        _parts[part.Id] = part;
        var isCounted = _parts.Values.All(known => known.Total > 0);
        return Status() with
        {
            Total = isCounted ? _parts.Values.Sum(known => known.Total) : Most,
            IsAtMost = !isCounted && Most is not null,
        };
    }

    /// <summary>It has ended; null if nothing was reported of it.</summary>
    public TransferStatus? End() => _parts.Count == 0 ? null : Status() with { IsOver = true };

    private TransferStatus Status() => new(name, _parts.Values.Sum(part => part.Current), Total: null);
}
