using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Harpoon.Engine.Dockerfiles.Instructions;

/// <summary>The JSON form of arguments: <c>CMD ["figlet", "lolz"]</c>.</summary>
internal static class JsonForm
{
    private const int EscapeLength = 6;

    /// <summary>The strings of the array; null if the text is not an array of strings.</summary>
    public static ImmutableArray<string>? TryParse(string text)
    {
        using var document = Array(text);
        if (document is null)
        {
            return null;
        }

        var words = ImmutableArray.CreateBuilder<string>();
        foreach (var element in document.RootElement.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.String)
            {
                return null;
            }

            words.Add(element.GetString()!);
        }

        return words.ToImmutable();
    }

    /// <summary>Whether a text is a JSON array with something else than strings in it, which no engine takes.</summary>
    public static bool IsOfOtherThanStrings(string text)
    {
        using var document = Array(text);
        return document is not null && document.RootElement.EnumerateArray().Any(element => element.ValueKind != JsonValueKind.String);
    }

    /// <summary>Whether a text that is not the JSON form was surely meant to be: <c>['a', 'b']</c>. A shell's test has a blank after its bracket.</summary>
    public static bool WasMeant(string text) =>
        text.Length > 2 && text[0] == '[' && text[1] is '\'' or '"' && text[^1] == ']';

    private static JsonDocument? Array(string text)
    {
        if (!text.StartsWith('['))
        {
            return null;
        }

        try
        {
            return JsonDocument.Parse(WithoutLoneSurrogates(text));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Half of a character, <c>\ud83d</c> alone, is the replacement character in Go, and nothing at all in .NET.</summary>
    private static string WithoutLoneSurrogates(string text)
    {
        if (!text.Contains(@"\u", StringComparison.Ordinal))
        {
            return text;
        }

        var result = new StringBuilder(text);
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                continue;
            }

            var (first, second) = (EscapeAt(text, i), EscapeAt(text, i + EscapeLength));
            if (char.IsHighSurrogate(first) && char.IsLowSurrogate(second))
            {
                i += (2 * EscapeLength) - 1;
            }
            else if (char.IsSurrogate(first))
            {
                result.Replace(text.Substring(i, EscapeLength), @"\ufffd", i, EscapeLength);
                i += EscapeLength - 1;
            }
            else
            {
                // The escaped character is no start of another escape.
                i++;
            }
        }

        return result.ToString();
    }

    /// <summary>What <c>\u0000</c> at a place means; a zero where there is none.</summary>
    private static char EscapeAt(string text, int start) =>
        start + EscapeLength <= text.Length && text[start] == '\\' && text[start + 1] == 'u'
        && ushort.TryParse(text.AsSpan(start + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? (char)code
            : '\0';
}
