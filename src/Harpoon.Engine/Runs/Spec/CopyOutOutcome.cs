using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Spec;

/// <summary>What became of the files to copy out.</summary>
/// <param name="Files">The files that were copied.</param>
/// <param name="Failures">What to report as errors.</param>
public sealed record CopyOutOutcome(ImmutableArray<CopiedFile> Files, ImmutableArray<Diagnostic> Failures)
{
    /// <summary>Nothing was to be copied.</summary>
    public static CopyOutOutcome None { get; } = new([], []);
}
