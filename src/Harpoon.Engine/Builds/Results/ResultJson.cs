using System.Collections.Immutable;
using System.Text.Json;

namespace Harpoon.Engine.Builds.Results;

/// <summary>How a result is written. By hand: <c>JsonSerializer</c> compiles some 300 methods for it, in every build, also in one that has nothing to do.</summary>
internal static class ResultJson
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>The text of a result, with a line break at its end.</summary>
    public static byte[] Write(ImageResult result)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Indented))
        {
            Write(writer, result);
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    /// <summary>Reads one; null for any other object.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="InvalidOperationException">A field has a value of another type.</exception>
    /// <exception cref="FormatException">A number is too large.</exception>
    public static ImageResult? Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return Text(root, "project") is { } project && Text(root, "id") is { } id ? new ImageResult(project, id)
        {
            ConfigDigest = Text(root, "configDigest"),
            ManifestDigest = Text(root, "manifestDigest"),
            Images = List(root, "images", image => new TaggedImageResult(Text(image, "reference") ?? "", Text(image, "platform") ?? "", Text(image, "digest"))),
            Bases = List(root, "bases", used => new BaseImageResult(Text(used, "reference") ?? "", Text(used, "id"), Text(used, "digest"))),
            UpToDate = Find(root, "upToDate")?.GetBoolean() ?? false,
            Steps = Find(root, "steps")?.GetInt32(),
            Cached = Find(root, "cached")?.GetInt32(),
            Bytes = Find(root, "bytes")?.GetInt64() ?? 0,
            BytesSent = Find(root, "bytesSent")?.GetInt64(),
            Seconds = Find(root, "seconds")?.GetDouble() ?? 0,
        }
        : null;
    }

    private static void Write(Utf8JsonWriter writer, ImageResult result)
    {
        writer.WriteStartObject();
        writer.WriteString("project", result.Project);
        writer.WriteString("id", result.Id);
        writer.WriteString("configDigest", result.ConfigDigest);
        writer.WriteString("manifestDigest", result.ManifestDigest);
        writer.WriteStartArray("images");
        foreach (var (reference, platform, digest) in result.Images)
        {
            Write(writer, ("reference", reference), ("platform", platform), ("digest", digest));
        }

        writer.WriteEndArray();
        writer.WriteStartArray("bases");
        foreach (var (reference, id, digest) in result.Bases)
        {
            Write(writer, ("reference", reference), ("id", id), ("digest", digest));
        }

        writer.WriteEndArray();
        writer.WriteBoolean("upToDate", result.UpToDate);
        Write(writer, "steps", result.Steps);
        Write(writer, "cached", result.Cached);
        writer.WriteNumber("bytes", result.Bytes);
        Write(writer, "bytesSent", result.BytesSent);
        writer.WriteNumber("seconds", result.Seconds);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, params (string Name, string? Value)[] fields)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in fields)
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, long? number)
    {
        if (number is { } known)
        {
            writer.WriteNumber(name, known);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static ImmutableArray<T> List<T>(JsonElement parent, string name, Func<JsonElement, T> read) =>
        Find(parent, name) is { } list ? [.. list.EnumerateArray().Select(read)] : [];

    private static string? Text(JsonElement parent, string name) => Find(parent, name)?.GetString();

    private static JsonElement? Find(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
