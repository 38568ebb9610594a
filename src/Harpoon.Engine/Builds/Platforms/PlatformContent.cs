using System.Collections.Immutable;
using Harpoon.Engine.Registries.Distribution;

namespace Harpoon.Engine.Builds.Platforms;

/// <summary>An image of the engine, as a registry takes it.</summary>
/// <param name="Manifest">Its manifest.</param>
/// <param name="Platform">What its configuration says that it is for: <c>linux/arm64</c>.</param>
/// <param name="Blobs">Its configuration and layers.</param>
internal sealed record PlatformContent(Manifest Manifest, string Platform, ImmutableArray<PlatformBlob> Blobs)
{
    /// <summary>What a list of images says of it.</summary>
    public Descriptor Descriptor => new(Manifest.MediaType, Manifest.Digest, Manifest.Bytes.Length) { Platform = Platform };
}

/// <summary>A configuration or a layer.</summary>
/// <param name="Descriptor">What the manifest says of it.</param>
/// <param name="Open">Opens it.</param>
internal sealed record PlatformBlob(Descriptor Descriptor, Func<Stream> Open);
