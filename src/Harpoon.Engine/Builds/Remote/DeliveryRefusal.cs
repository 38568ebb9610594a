using System.Collections.Immutable;
using Harpoon.Engine.Builds.Metadata;
using Harpoon.Engine.Builds.Remote.Addresses;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.Remote;

/// <summary>Refuses an index of images where the image is loaded into an engine: BuildKit writes the archive of one image alone.</summary>
internal static class DeliveryRefusal
{
    /// <exception cref="HarpoonException">HRP3241.</exception>
    public static void ThrowIfNeeded(ImageBuildRequest request)
    {
        if (request.Delivery != ImageDelivery.Engine)
        {
            return;
        }

        ImmutableArray<string> properties =
        [
            .. request.Platforms.IsEmpty ? (string[])[] : [OptionNames.BuildPlatforms],
            .. request.Metadata.Provenance == ProvenanceMode.None ? (string[])[] : [OptionNames.Provenance],
            .. request.Metadata.Sbom is null ? (string[])[] : [OptionNames.Sbom],
        ];
        if (!properties.IsEmpty)
        {
            throw new HarpoonException([.. properties.Select(property => Diagnostic.Of("HRP3241", property).AboutProperty(property))]);
        }
    }
}
