using System.Collections.Immutable;
using Harpoon.Engine.Builds.Kept;

namespace Harpoon.Engine.DotnetRun;

/// <summary>What a shell at a failed step has beside its container.</summary>
/// <param name="Greeting">The lines that are shown first.</param>
/// <param name="Script">The script that does what the step did; empty for none.</param>
public sealed record StepShell(ImmutableArray<string> Greeting, string Script)
{
    /// <summary>The folders that are copied into the container.</summary>
    public ImmutableArray<KeptMount> Copies { get; init; } = [];
}
