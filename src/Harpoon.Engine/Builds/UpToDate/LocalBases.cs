using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Builds.UpToDate;

/// <summary>
/// Decides whether it is known which base images BuildKit built on. It fetches what the engine has not got for the platform, or what is to be newest, into a store of its
/// own, and an engine's image of the same name then says nothing of what was built. With the containerd image store it asks the registry first in any case. Of several
/// platforms the engine may have one, and the others come from the registry: only a digest says that they belong together.
/// </summary>
internal static class LocalBases
{
    /// <param name="request">What was built.</param>
    /// <param name="after">What the engine has, with each base image.</param>
    /// <param name="image">What was built, read back.</param>
    /// <param name="fetched">The digests of what BuildKit says that it fetched.</param>
    public static bool AreSurelyKnown(
        ImageBuildRequest request, EngineState after, ImageDetails image, IReadOnlyDictionary<string, string> fetched) =>
        !request.Pull
        && (request.Platforms.IsEmpty || after.Bases.All(known => ImageIds.IsWhole(known.Reference) || ImageReference.Split(known.Reference).Digest is not null))
        && request.Reading.Bases.All(named => named is { Platform: null, Unknown: null })
        && after.Bases.All(known => known.Details is { } details
            ? BuildPlatform.Matches(image.Platform, details.Platform) && IsOrWasNotFetched(details, fetched.GetValueOrDefault(known.Reference))
            : fetched.ContainsKey(known.Reference));

    private static bool IsOrWasNotFetched(ImageDetails details, string? digest) =>
        digest is null || details.Id == digest || details.Digests.Any(own => own.EndsWith("@" + digest, StringComparison.Ordinal));
}
