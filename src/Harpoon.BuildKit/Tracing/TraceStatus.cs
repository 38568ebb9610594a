namespace Harpoon.BuildKit.Tracing;

/// <summary>How far a part of a step is.</summary>
/// <param name="Vertex">The step's digest.</param>
/// <param name="Id">The part: <c>transferring context:</c>, a layer's digest.</param>
public sealed record TraceStatus(string Vertex, string Id)
{
    /// <summary>What is done with it.</summary>
    public string Name { get; init; } = "";

    /// <summary>How much is done, in bytes for transfers.</summary>
    public long Current { get; init; }

    /// <summary>Of how much; 0 where that is not known.</summary>
    public long Total { get; init; }

    /// <summary>When this was so.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>When it started; null before that.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended; null before that.</summary>
    public DateTimeOffset? Completed { get; init; }
}
