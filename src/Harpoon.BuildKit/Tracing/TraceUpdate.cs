using System.Collections.Immutable;

namespace Harpoon.BuildKit.Tracing;

/// <summary>One piece of a build's progress. A vertex comes again whenever something of it changes.</summary>
/// <param name="Vertexes">Steps.</param>
/// <param name="Statuses">How far parts of a step are: a layer that is pulled, a context that is sent.</param>
/// <param name="Logs">What steps wrote.</param>
/// <param name="Warnings">What BuildKit warns of.</param>
public sealed record TraceUpdate(
    ImmutableArray<TraceVertex> Vertexes,
    ImmutableArray<TraceStatus> Statuses,
    ImmutableArray<TraceLog> Logs,
    ImmutableArray<TraceWarning> Warnings);
