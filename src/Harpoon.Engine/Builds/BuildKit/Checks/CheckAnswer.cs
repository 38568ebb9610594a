using System.Collections.Immutable;
using System.Text.Json;
using Harpoon.BuildKit.Tracing;

namespace Harpoon.Engine.Builds.BuildKit.Checks;

/// <summary>What BuildKit's checks found. See <see href="https://github.com/moby/buildkit/blob/master/frontend/subrequests/lint/lint.go"/>.</summary>
/// <param name="Warnings">A warning each, as a build would report it.</param>
/// <param name="Error">Why there is nothing to check, such as a line that isn't understood; null if there is.</param>
internal sealed record CheckAnswer(ImmutableArray<TraceWarning> Warnings, CheckError? Error)
{
    /// <exception cref="JsonException">It is another's.</exception>
    public static CheckAnswer Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return new CheckAnswer(
                root.TryGetProperty("warnings", out var warnings) && warnings.ValueKind == JsonValueKind.Array ? [.. warnings.EnumerateArray().Select(Warning)] : [],
                root.TryGetProperty("buildError", out var error) && error.ValueKind == JsonValueKind.Object ? new CheckError(Text(error, "message"), Ranges(error)) : null);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            throw new JsonException(e.Message, e);
        }
    }

    private static TraceWarning Warning(JsonElement warning)
    {
        var ranges = Ranges(warning);

        // As a build words it.
        var place = ranges.IsEmpty ? "" : $" (line {ranges[0].StartLine})";
        return new TraceWarning("", $"{Text(warning, "ruleName")}: {Text(warning, "detail")}{place}")
        {
            Detail = Text(warning, "description") is { Length: > 0 } description ? [description] : [],
            HelpLink = Text(warning, "url") is { Length: > 0 } link ? link : null,
            Ranges = ranges,
        };
    }

    private static ImmutableArray<TraceRange> Ranges(JsonElement finding) =>
        finding.TryGetProperty("location", out var location) && location.TryGetProperty("ranges", out var ranges) && ranges.ValueKind == JsonValueKind.Array
            ? [.. ranges.EnumerateArray().Select(Range)]
            : [];

    private static TraceRange Range(JsonElement range)
    {
        var (startLine, startCharacter) = Position(range, "start");
        var (endLine, endCharacter) = Position(range, "end");
        return new TraceRange(startLine, startCharacter, endLine, endCharacter);
    }

    private static (int Line, int Character) Position(JsonElement range, string name) =>
        range.TryGetProperty(name, out var position) ? (Number(position, "line"), Number(position, "character")) : (0, 0);

    // Go leaves out what is zero.
    private static int Number(JsonElement value, string name) => value.TryGetProperty(name, out var number) ? number.GetInt32() : 0;

    private static string Text(JsonElement value, string name) => value.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";
}

/// <summary>Why a Dockerfile can't be checked.</summary>
/// <param name="Message">BuildKit's words.</param>
/// <param name="Ranges">The lines that they are about.</param>
internal sealed record CheckError(string Message, ImmutableArray<TraceRange> Ranges);
