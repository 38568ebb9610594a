using Harpoon.Engine.Client.Calls.Live;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.Classic;

/// <summary>
/// A classic build failed through no fault of its own: an image of a step, its own or one beside it, went with someone else's image while the builder looked at it.
/// The builder searches all children of an image for a step that it need not run again, and nothing holds them
/// (<see href="https://github.com/moby/moby/blob/v20.10.24/image/cache/cache.go"/>).
/// </summary>
/// <param name="failure">What to report if trying again does not help.</param>
internal sealed class LostStepException(Diagnostic failure) : HarpoonException(failure)
{
    /// <summary>Whether an engine's error says so. One with an exit code is a step's own, and repeats the user's words.</summary>
    public static bool Matches(EngineMessage error) =>
        error.ErrorCode is null && Refusals.KindOf(Refusals.Build, status: null, error.Error!) == RefusalKind.RemovedMeanwhile;
}
