using System.Collections.Immutable;
using System.Collections.ObjectModel;
using Harpoon.Engine.Builds.Outputs;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Context;
using Harpoon.Engine.Context.Files;
using Harpoon.Engine.Context.Fingerprints;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.Requests;

/// <summary>One way to build an image: the classic builder, or BuildKit.</summary>
internal interface IImageBuilder
{
    /// <summary>Builds, reporting each line as it comes. A build that fails or is cancelled leaves no container behind.</summary>
    /// <exception cref="HarpoonException">A step failed, or the engine refused.</exception>
    Task<ImageBuildResult> BuildAsync(ImageBuildPlan plan, IReport report, CancellationToken cancellationToken);
}

/// <summary>All that a builder needs to build an image; decided before anything is sent.</summary>
/// <param name="Request">What the project asks for.</param>
/// <param name="Context">What is sent.</param>
/// <param name="Fingerprint">The context's state when it was scanned.</param>
/// <param name="Bases">What the engine has of the base images.</param>
internal sealed record ImageBuildPlan(
    ImageBuildRequest Request, BuildContext Context, ContextFingerprint Fingerprint, ImmutableArray<BaseImageState> Bases)
{
    /// <summary>The named contexts that are folders.</summary>
    public ImmutableArray<NamedFolder> NamedFolders { get; init; } = [];
}

/// <summary>An image that a build starts from or copies from, as the engine has it.</summary>
/// <param name="Reference">What the Dockerfile calls it.</param>
/// <param name="Details">What the engine says of it; null if it has none, or can't say.</param>
internal sealed record BaseImageState(string Reference, ImageDetails? Details);

/// <summary>What a builder says of the image that it built.</summary>
/// <param name="ImageId">The image's id, as the builder gave it; it may be cut short. Empty for a build that makes none.</param>
/// <param name="Steps">How many steps the Dockerfile had.</param>
/// <param name="CachedSteps">How many of them the builder had done before.</param>
internal sealed record ImageBuildResult(string ImageId, int Steps, int CachedSteps)
{
    /// <summary>The part of the context that the build could read.</summary>
    public ContextScope Scope { get; init; } = ContextScope.Everything;

    /// <summary>What of that part changed while it was built, so that it can't be known what the image holds; empty if that can't be said; null for nothing.</summary>
    public string? Changed { get; init; }

    /// <summary>The part of each named context that the build could read, by the context's name; all of one that is not here.</summary>
    public IReadOnlyDictionary<string, ContextScope> NamedScopes { get; init; } = ReadOnlyDictionary<string, ContextScope>.Empty;

    /// <summary>What of a named context changed while it was built; empty if that can't be said; null for nothing.</summary>
    public string? NamedChanged { get; init; }

    /// <summary>The digest of the image's configuration, where the builder says it.</summary>
    public string? ConfigDigest { get; init; }

    /// <summary>The ids of the images, in the order in which they were built, where there is one for each platform.</summary>
    public ImmutableArray<string> PlatformIds { get; init; } = [];

    /// <summary>Whether a cache was not written, so that another build should try again.</summary>
    public bool LacksCache { get; init; }

    /// <summary>What was written in place of an image; null for an image.</summary>
    public WrittenOutput? Output { get; init; }

    /// <summary>The bytes that were sent, where a builder sends only what changed; null for one that sends all.</summary>
    public long? BytesSent { get; init; }

    /// <summary>The images that the builder says it used and that were not found in the Dockerfile.</summary>
    public IReadOnlyCollection<string> UnreadBases { get; init; } = [];

    /// <summary>The ids of the base images as the builder says them, cut short, by what the Dockerfile calls them.</summary>
    public IReadOnlyDictionary<string, string> UsedBases { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The digests of the base images that came from their registries into a store of the builder's own, by what the Dockerfile calls them.</summary>
    public IReadOnlyDictionary<string, string> FetchedBases { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
