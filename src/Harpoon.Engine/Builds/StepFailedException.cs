using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds;

/// <summary>A step of a build failed.</summary>
/// <param name="failure">What to tell.</param>
/// <param name="step">Which one it was, for whoever looks for the reason; null where nobody knows.</param>
internal sealed class StepFailedException(Diagnostic failure, FailedStep? step) : HarpoonException(failure)
{
    public FailedStep? Step => step;
}
