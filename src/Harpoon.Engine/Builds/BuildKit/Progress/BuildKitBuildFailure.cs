using System.Globalization;
using Harpoon.BuildKit.Control;
using Harpoon.Engine.Builds.Failures;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries;
using Harpoon.Engine.Registries.Credentials;

namespace Harpoon.Engine.Builds.BuildKit.Progress;

/// <summary>Says why a build failed: which step, BuildKit's words, and what the step wrote last.</summary>
internal static class BuildKitBuildFailure
{
    /// <param name="failure">The engine's error.</param>
    /// <param name="log">The build up to it.</param>
    /// <param name="locator">Knows where the steps were written.</param>
    /// <param name="credentials">The credentials that the engine was given.</param>
    /// <param name="missing">The secrets that it asked for in vain; null for none.</param>
    public static Diagnostic Of(SolveFailure failure, BuildKitLog log, VertexLocator locator, RegistryCredentials credentials, MissingSecrets? missing = null)
    {
        // The last line of a step may lack its line break, and is the one that matters.
        log.Complete();
        var error = failure.Message;
        if (log.Failed(failure.Vertex) is not { Error: { } reason } failed)
        {
            var refusal = EntitlementRefusal.Of(error) ?? Diagnostic.Of("HRP3007", error.Trim());
            return refusal.Item is not null ? refusal : refusal.At(locator.OfSources(failure.Sources) ?? locator.OfError(error) ?? locator.Start);
        }

        if (missing?.ErrorOf(reason) is { } unoffered)
        {
            return unoffered.Location is null ? unoffered.At(locator.OfFailure(failed.Name, failure.Sources) ?? locator.Start) : unoffered;
        }

        var text = RegistryRefusal.Of(locator.BaseOf(failed.Name)?.Reference, reason, credentials) ?? (failed.Step is { } step
            ? Diagnostic.Of("HRP3006", step.Number, step.Total, step.Instruction, Reason(reason), failed.LastLines)
            : Diagnostic.Of("HRP3030", failed.Name, reason.Trim(), failed.LastLines));
        return text.At(locator.OfFailure(failed.Name, failure.Sources) ?? locator.OfError(error) ?? locator.Start);
    }

    /// <summary>What failed; null if BuildKit named nothing.</summary>
    public static FailedStep? StepOf(SolveFailure failure, BuildKitLog log, VertexLocator locator)
    {
        if (log.Failed(failure.Vertex) is not { Error: { } reason } failed)
        {
            return null;
        }

        var instruction = failed.Step?.Instruction ?? failed.Name;
        return new FailedStep(instruction, FailedStep.LooksUp(instruction) ? locator.BaseOf(failed.Name)?.Reference : null, reason)
        {
            Platform = failed.Step?.Platform ?? "",
            Line = locator.LineOfFailure(failed.Name, failure.Sources),
        };
    }

    /// <summary>BuildKit repeats the whole command before the exit code; the step's own line has it already.</summary>
    private static string Reason(string error) => StepFailure.BuildKitExitCode(error) is { } code
        ? string.Create(CultureInfo.InvariantCulture, $"it exited with code {code}")
        : error.Trim();
}
