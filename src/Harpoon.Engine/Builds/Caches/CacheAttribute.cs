using System.Collections.Immutable;
using System.Globalization;
using Harpoon.BuildKit.Content;

namespace Harpoon.Engine.Builds.Caches;

/// <summary>Something that BuildKit is asked of a cache. See <see href="https://github.com/moby/buildkit#export-cache"/>.</summary>
/// <param name="Name">BuildKit's name.</param>
/// <param name="Types">The caches that have it.</param>
/// <param name="Values">The values that it may have, in words.</param>
/// <param name="Read">A value in BuildKit's form; null for one that it can't have.</param>
internal sealed record CacheAttribute(string Name, ImmutableArray<CacheType> Types, string Values, Func<string, string?> Read)
{
    private const int MostCompression = 22;

    private static readonly ImmutableArray<CacheType> Stored = [CacheType.Registry, CacheType.Local];
    private static readonly ImmutableArray<CacheType> Written = [.. Stored, CacheType.Gha];
    private static readonly ImmutableArray<CacheType> Local = [CacheType.Local];
    private static readonly ImmutableArray<CacheType> Gha = [CacheType.Gha];

    /// <summary>All of them.</summary>
    public static ImmutableArray<CacheAttribute> All { get; } =
    [
        OneOf("mode", Written, "min", "max") with { Metadata = "Mode" },
        Flag("ignore-error", Written),
        Flag("image-manifest", Stored),
        Flag("oci-mediatypes", Stored),
        OneOf("compression", Stored, "uncompressed", "gzip", "estargz", "zstd"),
        new("compression-level", Stored, "a number from 0 to 22", Level),
        Flag("force-compression", Stored),
        new("tag", Local, "a tag", text => text) { IsForReading = true },
        new("digest", Local, "a digest, sha256:…", Digest) { IsForReading = true },
        new("scope", Gha, "a name", text => text) { IsForReading = true },
        new("timeout", Gha, "a time, such as 10m", text => text) { IsForReading = true },
    ];

    /// <summary>The metadata that gives it.</summary>
    public string Metadata { get; private init; } = Name;

    /// <summary>Whether it matters to a build that reads the cache.</summary>
    public bool IsForReading { get; private init; }

    /// <summary>One by its name.</summary>
    public static CacheAttribute Of(string name) => All.First(attribute => attribute.Name == name);

    /// <summary>What MSBuild takes for true and false, in BuildKit's form; null for anything else.</summary>
    public static string? Boolean(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "ON" or "1" => "true",
        "FALSE" or "NO" or "OFF" or "0" => "false",
        _ => null,
    };

    private static CacheAttribute Flag(string name, ImmutableArray<CacheType> types) => new(name, types, "true or false", Boolean);

    private static CacheAttribute OneOf(string name, ImmutableArray<CacheType> types, params string[] values) => new(
        name, types, string.Join(", ", values[..^1]) + " or " + values[^1], text => values.FirstOrDefault(value => value.Equals(text, StringComparison.OrdinalIgnoreCase)));

    private static string? Level(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var level) && level <= MostCompression ? text : null;

    private static string? Digest(string text) => ContentDigest.IsValid(text) ? text : null;
}
