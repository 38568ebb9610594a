using System.Collections.Immutable;
using System.Text.Json;

namespace Harpoon.Engine.Archives.Images;

/// <summary>An image as <c>manifest.json</c> of an archive lists it, which every engine writes.</summary>
/// <param name="Config">The file of its configuration.</param>
/// <param name="Names">Its references.</param>
/// <param name="Layers">The files of its layers, from the bottom.</param>
internal sealed record DockerManifest(string Config, ImmutableArray<string> Names, ImmutableArray<string> Layers)
{
    private const string FileName = "manifest.json";

    /// <summary>Reads those of an archive, which has the files of each.</summary>
    /// <exception cref="InvalidDataException">It has none, or lacks a file.</exception>
    public static async Task<ImmutableArray<DockerManifest>> ReadAsync(ArchiveIndex archive, CancellationToken cancellationToken)
    {
        var images = Parse(await archive.BytesAsync(FileName, cancellationToken));
        var missing = images.SelectMany(image => image.Layers.Prepend(image.Config)).FirstOrDefault(file => archive.Find(file) is null);
        return missing is null && !images.IsEmpty ? images : throw new InvalidDataException($"It has no {missing ?? "image"}.");
    }

    private static ImmutableArray<DockerManifest> Parse(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return [.. document.RootElement.EnumerateArray().Select(image => new DockerManifest(
                image.GetProperty(nameof(Config)).GetString() ?? "", Texts(image, "RepoTags"), Texts(image, nameof(Layers))))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new InvalidDataException($"Its {FileName} can't be read: {e.Message}", e);
        }
    }

    /// <summary>An image without names has null in place of a list.</summary>
    private static ImmutableArray<string> Texts(JsonElement image, string name) =>
        image.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(text => text.GetString() ?? "")]
            : [];
}
