using System.Collections.Immutable;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Spec;

/// <summary>How a run ended.</summary>
/// <param name="ContainerId">The container's id; it is gone unless <see cref="ContainerRunOptions.Keep"/> was asked for.</param>
/// <param name="ExitCode">The command's exit code; 125 to 127 where it could not be started, as the docker CLI counts.</param>
/// <param name="Failure">What to report as an error; null if the run succeeded, or its exit code is not asked for.</param>
public sealed record ContainerRunOutcome(string ContainerId, int ExitCode, Diagnostic? Failure)
{
    /// <summary>What became of <see cref="ContainerRunOptions.CopyOut"/>.</summary>
    public CopyOutOutcome CopyOut { get; init; } = CopyOutOutcome.None;

    /// <summary>Where the ports of the container were published.</summary>
    public ImmutableArray<PublishedAddress> Ports { get; init; } = [];

    /// <summary>The engine's refusal to start the container; null if it started.</summary>
    internal EngineRefusedException? Refusal { get; init; }
}
