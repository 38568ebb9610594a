using Harpoon.Engine.Engines;

namespace Harpoon.Engine.Builds;

/// <summary>
/// Tells whether BuildKit built on the base images that the engine shows. It fetches what the engine has not got for the platform, or what is to be newest, into a
/// store of its own, and an engine's image of the same name then says nothing of what was built.
/// </summary>
internal static class LocalBases
{
    /// <param name="request">What was built.</param>
    /// <param name="after">What the engine has, with each base image.</param>
    /// <param name="image">What was built, read back.</param>
    public static bool AreSurelyUsed(ImageBuildRequest request, EngineState after, ImageDetails image) =>
        !request.Pull
        && request.Syntax.BaseImages(request.Arguments).All(named => named.Platform is null)
        && after.Bases.All(known => known.Details is { } details && BuildPlatform.Matches(image.Platform, details.Platform));
}
