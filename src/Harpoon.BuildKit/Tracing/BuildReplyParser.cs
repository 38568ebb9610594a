using System.Text.Json;

namespace Harpoon.BuildKit.Tracing;

/// <summary>Reads a line of the engine's reply to a build.</summary>
internal static class BuildReplyParser
{
    /// <summary>Reads it; null for an empty line.</summary>
    /// <exception cref="BuildKitException"><see cref="BuildKitFailure.MalformedMessage"/>.</exception>
    public static BuildReply? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            if (!line.ContainsAnyExcept(" \t\r"u8))
            {
                return null;
            }

            var reader = new Utf8JsonReader(line);
            using var json = JsonDocument.ParseValue(ref reader);
            return Read(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw new BuildKitException(BuildKitFailure.MalformedMessage, $"A line of the engine's reply to the build can't be read: {e.Message}", e);
        }
    }

    private static BuildReply Read(JsonElement line)
    {
        var id = line.TryGetProperty("id", out var name) ? name.GetString() : null;
        if (id == "moby.buildkit.trace" && line.TryGetProperty("aux", out var trace))
        {
            return new BuildReply { Trace = TraceDecoder.Decode(trace.GetBytesFromBase64()) };
        }

        if (id == "moby.image.id" && line.TryGetProperty("aux", out var image))
        {
            return new BuildReply { ImageId = image.GetProperty("ID").GetString() };
        }

        return line.TryGetProperty("errorDetail", out var detail) && detail.TryGetProperty("message", out var message) && message.GetString() is { } words
            ? new BuildReply { Error = words }
            : new BuildReply { Error = line.TryGetProperty("error", out var error) ? error.GetString() : null };
    }
}
