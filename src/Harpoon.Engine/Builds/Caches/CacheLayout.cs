using System.Text.Json;
using System.Text.Json.Nodes;

namespace Harpoon.Engine.Builds.Caches;

/// <summary>
/// The index of a folder with a cache, which says what is in it by tag: an OCI image layout, as BuildKit's own client keeps it. See
/// <see href="https://github.com/opencontainers/image-spec/blob/main/image-layout.md"/>.
/// </summary>
/// <param name="folder">The folder.</param>
internal sealed class CacheLayout(string folder)
{
    private const string TagAnnotation = "org.opencontainers.image.ref.name";
    private const string IndexType = "application/vnd.oci.image.index.v1+json";
    private const string Layout = """{"imageLayoutVersion":"1.0.0"}""";

    /// <summary>How often a lock is tried that another build has for a moment.</summary>
    private const int Attempts = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly string _path = Path.Combine(folder, "index.json");

    /// <summary>The digest of what a tag stands for; null if there is no such tag, or no index.</summary>
    /// <exception cref="IOException">The index can't be read.</exception>
    public string? Find(string tag) => Manifests(Read()).FirstOrDefault(manifest => Tag(manifest) == tag) is { } found ? Text(found["digest"]) : null;

    /// <summary>Says what a tag stands for from now on.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="mediaType">What it is.</param>
    /// <param name="digest">Its digest.</param>
    /// <param name="size">Its size.</param>
    /// <param name="cancellationToken">Ends the wait for another build.</param>
    /// <exception cref="IOException">The index can't be read or written.</exception>
    public async Task PutAsync(string tag, string mediaType, string digest, long size, CancellationToken cancellationToken)
    {
        await using (await LockAsync(_path + ".lock", cancellationToken))
        {
            var index = Read();
            JsonArray manifests = [.. Manifests(index).Where(manifest => Tag(manifest) != tag).Select(manifest => manifest.DeepClone())];
            JsonNode added = new JsonObject
            {
                ["mediaType"] = mediaType,
                ["digest"] = digest,
                ["size"] = size,
                ["annotations"] = new JsonObject { [TagAnnotation] = tag },
            };
            manifests.Add(added);
            index["schemaVersion"] ??= 2;
            index["mediaType"] ??= IndexType;
            index["manifests"] = manifests;
            await File.WriteAllTextAsync(Path.Combine(folder, "oci-layout"), Layout, cancellationToken);
            await ReplaceAsync(index.ToJsonString(), cancellationToken);
        }
    }

    private static IEnumerable<JsonObject> Manifests(JsonObject index) => index["manifests"] is JsonArray manifests ? manifests.OfType<JsonObject>() : [];

    private static string? Tag(JsonObject manifest) => manifest["annotations"] is JsonObject annotations ? Text(annotations[TagAnnotation]) : null;

    private static string? Text(JsonNode? value) => value is JsonValue text && text.TryGetValue<string>(out var read) ? read : null;

    private JsonObject Read()
    {
        if (!File.Exists(_path))
        {
            return [];
        }

        try
        {
            return JsonNode.Parse(File.ReadAllBytes(_path)) as JsonObject ?? throw new JsonException("it is not an object");
        }
        catch (JsonException e)
        {
            throw new IOException($"{_path} can't be read: {e.Message}", e);
        }
    }

    private async Task ReplaceAsync(string text, CancellationToken cancellationToken)
    {
        var beside = $"{_path}.{Guid.NewGuid():n}";
        await File.WriteAllTextAsync(beside, text, cancellationToken);
        File.Move(beside, _path, overwrite: true);
    }

    /// <summary>The lock that BuildKit's client takes too: flock(2), which is how .NET opens a file for itself alone.</summary>
    private static async Task<FileStream> LockAsync(string path, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (attempt < Attempts)
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }
}
