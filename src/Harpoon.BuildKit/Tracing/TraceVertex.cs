using System.Collections.Immutable;

namespace Harpoon.BuildKit.Tracing;

/// <summary>A step of a build.</summary>
/// <param name="Digest">Its id in this build.</param>
/// <param name="Name">As BuildKit names it: <c>[2/3] RUN make</c>, <c>[internal] load build context</c>.</param>
public sealed record TraceVertex(string Digest, string Name)
{
    /// <summary>The steps that it needs.</summary>
    public ImmutableArray<string> Inputs { get; init; } = [];

    /// <summary>Its result was there already.</summary>
    public bool IsCached { get; init; }

    /// <summary>When it started; null before that.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended; null before that. A step can start and end several times.</summary>
    public DateTimeOffset? Completed { get; init; }

    /// <summary>Why it failed; null if it did not. Where another step's failure stopped it: <c>… context canceled</c>.</summary>
    public string? Error { get; init; }
}
