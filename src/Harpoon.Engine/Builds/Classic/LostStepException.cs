using Harpoon.Engine.Client.Calls.Live;
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
    /// <summary>What the engine says then, each followed by the image's id; a base image that is missing is named as the user names it.</summary>
    private static readonly string[] Words =
    [
        "No such image: sha256:", "unable to find image \"sha256:", "unknown parent image ID sha256:", "failed to get digest sha256:",

        // Podman's, which names nothing.
        "identifier is not a container", "identifier is not an image",
    ];

    /// <summary>Whether an engine's error says so. One with an exit code is a step's own, and repeats the user's words.</summary>
    public static bool Matches(EngineMessage error) =>
        error.ErrorCode is null && Array.Exists(Words, words => error.Error!.Contains(words, StringComparison.Ordinal));
}
