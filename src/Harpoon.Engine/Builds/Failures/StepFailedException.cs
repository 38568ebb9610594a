using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.Failures;

/// <summary>A step of a build failed.</summary>
/// <param name="failure">What to report.</param>
/// <param name="step">Which one it was, to look for the reason; null if unknown.</param>
internal sealed class StepFailedException(Diagnostic failure, FailedStep? step) : HarpoonException(failure)
{
    public FailedStep? Step => step;
}
