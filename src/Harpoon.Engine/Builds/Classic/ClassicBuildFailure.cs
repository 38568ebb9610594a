using System.Globalization;
using Harpoon.Engine.Builds.Failures;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client.Calls.Live;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Registries;
using Harpoon.Engine.Registries.Credentials;

namespace Harpoon.Engine.Builds.Classic;

/// <summary>Says why a build failed: which step, the engine's message, and what the step wrote last.</summary>
internal static class ClassicBuildFailure
{
    /// <param name="message">The engine's error.</param>
    /// <param name="log">The build up to it.</param>
    /// <param name="request">What was built.</param>
    /// <param name="credentials">The credentials that the engine was given.</param>
    public static Diagnostic Of(EngineMessage message, ClassicBuildLog log, ImageBuildRequest request, RegistryCredentials credentials)
    {
        // The last line of a step may lack its line break, and is the one that matters.
        log.Complete();
        var locator = new StepLocator(request.Dockerfile, request.Syntax);
        if (log.Step is not { } step)
        {
            return Diagnostic.Of("HRP3007", message.Error).At(locator.OfError(message.Error!) ?? request.Dockerfile.Start);
        }

        var line = locator.LineOfStep(step.Stage, log.Instruction);
        var text = RegistryRefusal.Of(log.BaseOf(request, locator)?.Reference, message.Error!, credentials)
            ?? Diagnostic.Of("HRP3006", step.Number, step.Total, step.Instruction, Reason(message, step), log.LastLines);
        return text.At((line is { } known ? request.Dockerfile.LocationOf(known) : null) ?? request.Dockerfile.Start);
    }

    /// <summary>What failed; null if the engine had announced no step.</summary>
    public static FailedStep? StepOf(EngineMessage message, ClassicBuildLog log, ImageBuildRequest request, StepLocator locator) => log.Step is { } step
        ? new FailedStep(step.Instruction, FailedStep.LooksUp(step.Instruction) ? log.BaseOf(request, locator)?.Reference : null, message.Error!)
        {
            Line = locator.LineOfStep(step.Stage, log.Instruction),
            IsTrigger = log.RunsTriggers,
            ImageBefore = log.ImageOf(log.Stage) ?? ImageOfParent(log, request),
        }
        : null;

    /// <summary>A stage on top of another starts with what that one made.</summary>
    private static string? ImageOfParent(ClassicBuildLog log, ImageBuildRequest request) =>
        request.Reading.Stages.ElementAtOrDefault(log.Stage)?.Parent is { } parent ? log.ImageOf(parent) : null;

    /// <summary>The engine repeats the whole command beside the exit code; the step's own line has it already.</summary>
    private static string Reason(EngineMessage message, StepLine step)
    {
        var words = message.Error!.Trim();
        var code = message.ErrorCode ?? StepFailure.BuildahExitCode(words);
        return code is not null
            ? string.Create(CultureInfo.InvariantCulture, $"it exited with code {code}")
            : StepFailure.WithoutStep(words, step.Instruction);
    }
}
