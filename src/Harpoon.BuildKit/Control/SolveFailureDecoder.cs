using System.Text.Json;
using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Tracing;

namespace Harpoon.BuildKit.Control;

/// <summary>Reads what BuildKit adds to the status of a failed build: JSON of its own types. What is unknown or can't be read is passed over.</summary>
internal static class SolveFailureDecoder
{
    private const string Prefix = "errdefs.";
    private const string Suffix = "+json";

    public static SolveFailure Decode(RpcException exception)
    {
        var failure = new SolveFailure(exception.Status, exception.Message);
        foreach (var detail in exception.Details)
        {
            try
            {
                using var json = JsonDocument.Parse(detail.Value);
                failure = Add(failure, KindOf(detail.Type), json.RootElement);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
            {
                // The message says it too, in words.
            }
        }

        return failure;
    }

    /// <summary>The kind in <c>github.com/moby/buildkit/errdefs.Vertex+json</c>.</summary>
    private static string KindOf(string type)
    {
        var start = type.LastIndexOf(Prefix, StringComparison.Ordinal);
        return start < 0 || !type.EndsWith(Suffix, StringComparison.Ordinal) ? "" : type[(start + Prefix.Length)..^Suffix.Length];
    }

    private static SolveFailure Add(SolveFailure failure, string kind, JsonElement value) => kind switch
    {
        // What failed is wrapped by what needed it, and comes last.
        "Vertex" => failure with { Vertex = Text(value, "digest") ?? failure.Vertex },
        "Source" => failure with { Sources = failure.Sources.Insert(0, Source(value)) },
        "FrontendCap" => failure with { MissingCapability = Text(value, "name") },
        "Subrequest" => failure with { UnknownSubrequest = Text(value, "name") },
        _ => failure,
    };

    private static SolveSource Source(JsonElement value)
    {
        var file = value.TryGetProperty("info", out var info) ? Text(info, "filename") : null;
        return new SolveSource(file ?? "", value.TryGetProperty("ranges", out var ranges) ? [.. ranges.EnumerateArray().Select(Range)] : []);
    }

    private static TraceRange Range(JsonElement range)
    {
        var (startLine, startCharacter) = Position(range, "start");
        var (endLine, endCharacter) = Position(range, "end");
        return new TraceRange(startLine, startCharacter, endLine, endCharacter);
    }

    private static (int Line, int Character) Position(JsonElement range, string name) =>
        range.TryGetProperty(name, out var position) ? (Number(position, "line"), Number(position, "character")) : (0, 0);

    private static int Number(JsonElement value, string name) => value.TryGetProperty(name, out var number) ? number.GetInt32() : 0;

    private static string? Text(JsonElement value, string name) => value.TryGetProperty(name, out var text) ? text.GetString() : null;
}
