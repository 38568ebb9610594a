using System.Collections.Immutable;
using System.Text.Json;

namespace Harpoon.Engine.Registries.Distribution;

/// <summary>What a registry has under a digest or a tag: an image's manifest, or an index of several (<see href="https://github.com/opencontainers/image-spec/blob/main/manifest.md"/>).</summary>
/// <param name="MediaType">Which of these.</param>
/// <param name="Bytes">It, as the registry has it: its digest is of these bytes.</param>
internal sealed record Manifest(string MediaType, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The type of an index.</summary>
    public const string IndexType = "application/vnd.oci.image.index.v1+json";

    /// <summary>The type of an image's manifest.</summary>
    public const string ImageType = "application/vnd.oci.image.manifest.v1+json";

    /// <summary>All types that are wanted from a registry.</summary>
    public const string Accept =
        $"{IndexType}, {ImageType}, application/vnd.docker.distribution.manifest.list.v2+json, application/vnd.docker.distribution.manifest.v2+json";

    private static readonly string[] PlatformParts = ["os", "architecture", "variant"];

    /// <summary>The digest of the bytes.</summary>
    public string Digest => field ??= Sha256.Of(Bytes.Span);

    /// <summary>What a registry sent, which may say its type in itself alone.</summary>
    public static Manifest Of(string? contentType, ReadOnlyMemory<byte> bytes) =>
        new(contentType?.StartsWith("application/vnd.", StringComparison.Ordinal) == true ? contentType : OwnType(bytes) ?? ImageType, bytes);

    /// <summary>What it names; null if it is neither kind.</summary>
    public ManifestContents? Contents()
    {
        try
        {
            using var json = JsonDocument.Parse(Bytes);
            var root = json.RootElement;
            return root.TryGetProperty("manifests", out var manifests) ? new ManifestContents([.. manifests.EnumerateArray().Select(Read)], [])
                : root.TryGetProperty("config", out var config) && root.TryGetProperty("layers", out var layers)
                    ? new ManifestContents([], [Read(config), .. layers.EnumerateArray().Select(Read)])
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    private static string? OwnType(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes);
            return json.RootElement.TryGetProperty("mediaType", out var type) ? type.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Descriptor Read(JsonElement element) => new(
        element.GetProperty("mediaType").GetString() ?? "", element.GetProperty("digest").GetString() ?? "", element.GetProperty("size").GetInt64())
    {
        Platform = element.TryGetProperty("platform", out var platform) ? PlatformOf(platform) : null,
        IsElsewhere = element.TryGetProperty("urls", out var urls) && urls.ValueKind == JsonValueKind.Array && urls.GetArrayLength() > 0,
    };

    /// <summary>The platform that an index or a configuration says: <c>linux/arm/v7</c>.</summary>
    public static string PlatformOf(JsonElement platform) => string.Join(
        '/',
        PlatformParts
            .Select(name => platform.TryGetProperty(name, out var part) ? part.GetString() : null)
            .Where(part => !string.IsNullOrEmpty(part)));
}

/// <summary>What a manifest names.</summary>
/// <param name="Manifests">The images of an index.</param>
/// <param name="Blobs">The configuration and the layers of an image.</param>
internal sealed record ManifestContents(ImmutableArray<Descriptor> Manifests, ImmutableArray<Descriptor> Blobs);

/// <summary>Content that a manifest names.</summary>
/// <param name="MediaType">Its kind.</param>
/// <param name="Digest">Its digest.</param>
/// <param name="Size">In bytes.</param>
internal sealed record Descriptor(string MediaType, string Digest, long Size)
{
    /// <summary>For which platform it is, <c>linux/arm64</c>; null if it says none.</summary>
    public string? Platform { get; init; }

    /// <summary>Whether it is a platform's image, and not an attestation about one, which BuildKit gives no real platform.</summary>
    public bool IsImage => Platform is not (null or "" or "unknown/unknown");

    /// <summary>Whether it is not in registries but at addresses of its own, as layers of Windows are.</summary>
    public bool IsElsewhere { get; init; }
}
