using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;

namespace Harpoon.Engine.Diagnostics;

/// <summary>The texts of all diagnostics, from the one resource file.</summary>
public static partial class DiagnosticTexts
{
    private static readonly ResourceManager Resources =
        new("Harpoon.Engine.Diagnostics.DiagnosticTexts", typeof(DiagnosticTexts).Assembly);

    /// <summary>The text of a code with its placeholders filled in.</summary>
    /// <exception cref="InvalidOperationException">No text has this code.</exception>
    public static string Format(string code, params object?[] arguments)
    {
        var text = Resources.GetString(code, CultureInfo.InvariantCulture)
            ?? throw new InvalidOperationException($"The resource file has no text for {code}.");
        return string.Format(CultureInfo.InvariantCulture, text, WithEnds(text, arguments));
    }

    /// <summary>What a system or an engine says may have no end, and the text goes on with a sentence.</summary>
    private static object?[] WithEnds(string text, object?[] arguments)
    {
        object?[] ended = [.. arguments];
        foreach (var index in Sentences().Matches(text).Select(match => int.Parse(match.Groups["index"].ValueSpan, CultureInfo.InvariantCulture)))
        {
            if (index < ended.Length && ended[index] is string words && words.TrimEnd() is [.., not ('.' or '!' or '?' or '…' or ':')] trimmed)
            {
                ended[index] = $"{trimmed}.";
            }
        }

        return ended;
    }

    /// <summary>A placeholder that is the end of a sentence or all of it, before another sentence.</summary>
    [GeneratedRegex(@"(?<=^|[:.] )\{(?<index>\d)\} (?=\p{Lu}\p{Ll}|A )", RegexOptions.ExplicitCapture)]
    private static partial Regex Sentences();
}
