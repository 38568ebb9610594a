using System.Collections.Immutable;
using System.Text.Json;

namespace Harpoon.Engine.Archives.Images;

/// <summary>What <c>index.json</c> of an OCI layout lists.</summary>
internal static class OciIndex
{
    /// <summary>The digests of its images.</summary>
    /// <exception cref="InvalidDataException">It can't be read.</exception>
    public static async Task<ImmutableArray<string>> DigestsAsync(ArchiveIndex archive, CancellationToken cancellationToken)
    {
        try
        {
            using var document = JsonDocument.Parse(await archive.BytesAsync("index.json", cancellationToken));
            return [.. document.RootElement.GetProperty("manifests").EnumerateArray().Select(image => image.GetProperty("digest").GetString() ?? "")];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new InvalidDataException($"Its index.json can't be read: {e.Message}", e);
        }
    }
}
