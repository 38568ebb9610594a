using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.Failures;

/// <summary>A step of a build failed.</summary>
/// <param name="failure">What to report.</param>
/// <param name="step">Which one it was, to look for the reason; null if unknown.</param>
internal sealed class StepFailedException(Diagnostic failure, FailedStep? step) : HarpoonException(failure)
{
    public FailedStep? Step => step;
}

/// <summary>What a builder was at when a build failed.</summary>
/// <param name="Instruction">The instruction, as the builder repeats it; its own name for what is no instruction's.</param>
/// <param name="Base">The image that it needed and could not have; null if it needed none.</param>
/// <param name="Message">The builder's words.</param>
internal sealed record FailedStep(string Instruction, string? Base, string Message)
{
    /// <summary>The platform that it was done for, where the builder says it; empty if it doesn't.</summary>
    public string Platform { get; init; } = "";

    /// <summary>The line of the Dockerfile that its instruction starts at, of a trigger that of the <c>FROM</c> or <c>ONBUILD</c>; null if that is not known.</summary>
    public int? Line { get; init; }

    /// <summary>Whether it is a trigger, and the instruction is the <c>FROM</c> that carries it out.</summary>
    public bool IsTrigger { get; init; }

    /// <summary>The id of the image that it was done on top of, where the builder says it; it may be cut short.</summary>
    public string? ImageBefore { get; init; }

    /// <summary>Whether it takes files from the build context, and not from an image.</summary>
    public bool CopiesFromContext =>
        (Instruction.StartsWith("COPY ", StringComparison.OrdinalIgnoreCase) || Instruction.StartsWith("ADD ", StringComparison.OrdinalIgnoreCase))
        && !Instruction.Contains("--from=", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it only looks its image up, or brings it: what a base's own instructions do is something else.</summary>
    public static bool LooksUp(string name) =>
        name.StartsWith("FROM ", StringComparison.OrdinalIgnoreCase) || name.StartsWith("[internal] load metadata for ", StringComparison.Ordinal);
}
