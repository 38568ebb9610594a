using System.Collections.Immutable;
using Harpoon.BuildKit.Content;
using Harpoon.BuildKit.Control;
using Harpoon.Engine.Builds.Caches;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Builds.BuildKit.Caches;

/// <summary>A cache as BuildKit is asked for it. See <see href="https://github.com/moby/buildkit#export-cache"/>.</summary>
/// <param name="Cache">What the project says.</param>
/// <param name="Request">What BuildKit is asked.</param>
internal sealed record SolvedCache(BuildCache Cache, SolveCache Request)
{
    private const string IgnoreError = "ignore-error";

    /// <summary>The folder of a local cache.</summary>
    public ContentFolder? Folder { get; init; }

    /// <summary>Whether the build goes on if it can't be written.</summary>
    public bool IsOptional => Request.Attributes.GetValueOrDefault(IgnoreError) == "true";

    /// <summary>A cache in a registry, or in an image there.</summary>
    public static SolvedCache InRegistry(BuildCache cache, bool isWritten) => Of(cache, isWritten, KeyValuePair.Create("ref", cache.Name));

    /// <summary>A folder.</summary>
    /// <param name="cache">What the project says.</param>
    /// <param name="path">The folder's full path.</param>
    /// <param name="digest">What is read of it; null if it is written.</param>
    public static SolvedCache InFolder(BuildCache cache, string path, string? digest)
    {
        KeyValuePair<string, string>[] place = digest is null ? [new("dest", path)] : [new("src", path), new("digest", digest)];
        return Of(cache, isWritten: digest is null, place) with { Folder = new ContentFolder(path) { IsWritable = digest is null } };
    }

    /// <summary>The cache of GitHub Actions. Its attributes have the token.</summary>
    public static SolvedCache OnRunner(BuildCache cache, HostEnvironment host, bool isWritten) =>
        Of(cache, isWritten, [new("scope", cache.Attributes.GetValueOrDefault("scope", cache.Name)), .. RunnerCache.Attributes(host)]);

    /// <summary>A cache in the image.</summary>
    public static SolvedCache Inline(BuildCache cache) => new(cache, new SolveCache("inline", ImmutableSortedDictionary<string, string>.Empty));

    private static SolvedCache Of(BuildCache cache, bool isWritten, params KeyValuePair<string, string>[] place)
    {
        var attributes = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        attributes.AddRange(cache.Attributes);
        foreach (var (name, value) in place)
        {
            attributes[name] = value;
        }

        // A build is worth more than its cache.
        if (isWritten && cache.Required != true)
        {
            attributes.TryAdd(IgnoreError, "true");
        }

        return new SolvedCache(cache, new SolveCache(CacheItem.NameOf(cache.Type), attributes.ToImmutable()));
    }
}
