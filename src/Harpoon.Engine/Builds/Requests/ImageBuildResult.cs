using System.Collections.ObjectModel;
using Harpoon.Engine.Context.Files;

namespace Harpoon.Engine.Builds.Requests;

/// <summary>What a builder says of the image that it built.</summary>
/// <param name="ImageId">The image's id, as the builder gave it; it may be cut short.</param>
/// <param name="Steps">How many steps the Dockerfile had.</param>
/// <param name="CachedSteps">How many of them the builder had done before.</param>
internal sealed record ImageBuildResult(string ImageId, int Steps, int CachedSteps)
{
    /// <summary>The part of the context that the build could read.</summary>
    public ContextScope Scope { get; init; } = ContextScope.Everything;

    /// <summary>What of that part changed while it was built, so that it can't be known what the image holds; empty if that can't be said; null for nothing.</summary>
    public string? Changed { get; init; }

    /// <summary>The bytes that were sent, where a builder sends only what changed; null for one that sends all.</summary>
    public long? BytesSent { get; init; }

    /// <summary>The images that the builder says it used and that were not found in the Dockerfile.</summary>
    public IReadOnlyCollection<string> UnreadBases { get; init; } = [];

    /// <summary>The ids of the base images as the builder says them, cut short, by what the Dockerfile calls them.</summary>
    public IReadOnlyDictionary<string, string> UsedBases { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The digests of the base images that came from their registries into a store of the builder's own, by what the Dockerfile calls them.</summary>
    public IReadOnlyDictionary<string, string> FetchedBases { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
