using System.Text.Json;
using System.Text.RegularExpressions;

namespace Harpoon.Engine.Dockerfiles.Lines;

/// <summary>
/// Finds the image that reads a Dockerfile in place of the engine, as BuildKit does: in <c># syntax=</c> or <c>// syntax=</c> among the first lines, behind a
/// shebang too, or in JSON.
/// </summary>
internal static partial class FrontendDirective
{
    /// <summary>The image; null for the engine's own reader.</summary>
    public static string? In(string text)
    {
        var rest = text.TrimStart('\uFEFF');
        if (rest.StartsWith("#!", StringComparison.Ordinal))
        {
            rest = rest.IndexOf('\n', StringComparison.Ordinal) is > 0 and var end ? rest[(end + 1)..] : "";
        }

        return InComments(rest, "#") ?? InComments(rest, "//") ?? InJson(rest);
    }

    /// <summary>Whether the grammar of an image is the Dockerfile's: Docker's own, or a mirror of it.</summary>
    public static bool ReadsDockerfiles(string frontend)
    {
        var name = frontend.Split('@')[0];
        var colon = name.LastIndexOf(':');
        name = colon > name.LastIndexOf('/') ? name[..colon] : name;
        return $"/{name}".EndsWith("/docker/dockerfile", StringComparison.Ordinal) || $"/{name}".EndsWith("/docker/dockerfile-upstream", StringComparison.Ordinal);
    }

    private static string? InComments(string text, string mark)
    {
        foreach (var line in text.Split('\n'))
        {
            var match = Directive().Match(line.StartsWith(mark, StringComparison.Ordinal) ? line[mark.Length..].Trim() : "");
            switch (match.Groups[1].Value.ToUpperInvariant())
            {
                case "SYNTAX":
                    return match.Groups[2].Value.Split(' ')[0];
                case "ESCAPE" or "CHECK":
                    continue;
                default:
                    return null;
            }
        }

        return null;
    }

    private static string? InJson(string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith('{'))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.TryGetProperty("syntax", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$")]
    private static partial Regex Directive();
}
