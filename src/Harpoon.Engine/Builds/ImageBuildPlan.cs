using System.Collections.Immutable;
using Harpoon.Engine.Dockerfiles;

namespace Harpoon.Engine.Builds;

/// <summary>All that a builder needs to build an image; decided before anything is sent.</summary>
/// <param name="Dockerfile">What to build.</param>
/// <param name="Tags">The full references that the image gets.</param>
public sealed record ImageBuildPlan(Dockerfile Dockerfile, ImmutableArray<string> Tags)
{
    /// <summary>The stage to build; null for the last.</summary>
    public string? Target { get; init; }

    /// <summary>The platform to build for; null for the engine's own.</summary>
    public string? Platform { get; init; }

    /// <summary>The network of <c>RUN</c> steps; null for the engine's default.</summary>
    public string? Network { get; init; }

    /// <summary>Ask the registry for newer base images.</summary>
    public bool Pull { get; init; }

    /// <summary>Do every step again.</summary>
    public bool NoCache { get; init; }

    /// <summary>Values by the name that <c>ARG</c> declares; null takes the default of the Dockerfile, even for a proxy.</summary>
    public ImmutableDictionary<string, string?> Arguments { get; init; } = ImmutableDictionary<string, string?>.Empty;

    /// <summary>The image's labels.</summary>
    public ImmutableDictionary<string, string> Labels { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Images whose layers may serve as cache.</summary>
    public ImmutableArray<string> CacheFrom { get; init; } = [];
}
