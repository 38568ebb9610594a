using System.Collections.ObjectModel;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.Caches;

/// <summary>A cache beside the engine's own: an item of <c>@(DockerCacheFrom)</c> or <c>@(DockerCacheTo)</c>.</summary>
/// <param name="Name">Where it is: an image's reference, a folder, or the scope of a <c>gha</c> cache.</param>
public sealed record BuildCache(string Name)
{
    /// <summary>Its kind.</summary>
    public CacheType Type { get; init; }

    /// <summary>What BuildKit is asked beside the place, by BuildKit's names: <c>mode</c>, <c>compression</c>.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>
    /// Whether a build must fail without it (<see langword="true"/>), or may never fail for it (<see langword="false"/>). By default an engine that can't write it is an
    /// error, and a failed transfer is a warning.
    /// </summary>
    public bool? Required { get; init; }

    /// <summary>Whether it is written only if a login to push is there.</summary>
    public bool NeedsLogin { get; init; }

    /// <summary>Whether the property for both names it, and no item.</summary>
    public bool IsShortForm { get; init; }

    /// <summary>The item that it is; null if none is known.</summary>
    public ItemReference? Item { get; init; }

    /// <summary>What distinguishes it from others, in one order.</summary>
    internal string Identity =>
        string.Join('\n', [Type.ToString(), Name, .. Attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")]);

    /// <summary>The same diagnostic about this cache.</summary>
    internal Diagnostic About(Diagnostic diagnostic) => IsShortForm ? diagnostic.AboutProperty(OptionNames.Cache) : diagnostic.About(Item);
}

/// <summary>The kinds of caches. See <see href="https://docs.docker.com/build/cache/backends/"/>.</summary>
public enum CacheType
{
    /// <summary>In a registry: a cache of its own, or an image with an inline cache.</summary>
    Registry,

    /// <summary>A folder of this machine.</summary>
    Local,

    /// <summary>The cache service of GitHub Actions.</summary>
    Gha,

    /// <summary>In the image itself.</summary>
    Inline,
}
