using System.Text;

namespace Harpoon.Patterns;

/// <summary>Patterns of one name as Go's <see href="https://pkg.go.dev/path/filepath#Match"/> means them, which knows fewer wildcards than a list of patterns.</summary>
internal static class NameGlob
{
    /// <summary>The pattern made ready; null for one that matches nothing, since it is none.</summary>
    public static Glob? Of(string pattern)
    {
        try
        {
            return GlobCompiler.Compile(Escaped(pattern), canEscape: true);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Takes its meaning from what means something in a list of patterns alone.</summary>
    private static string Escaped(string pattern)
    {
        var escaped = new StringBuilder();
        var (inBrackets, isAfterStar) = (false, false);
        for (var i = 0; i < pattern.Length; i++)
        {
            var character = pattern[i];
            if (character == '\\' && ++i < pattern.Length)
            {
                // Before a letter a backslash would mean what it means to a regular expression.
                escaped.Append(char.IsAscii(pattern[i]) && !char.IsLetterOrDigit(pattern[i]) ? "\\" : "").Append(pattern[i]);
                isAfterStar = false;
                continue;
            }

            var isStar = character == '*' && !inBrackets;
            if (!isStar || !isAfterStar)
            {
                var isPlain = inBrackets ? character is '*' or '?' or '[' : character is '|' or '{' or '}' or '^' or ']';
                escaped.Append(isPlain ? "\\" : "").Append(character);
            }

            isAfterStar = isStar;
            inBrackets = inBrackets ? character != ']' : character == '[';
        }

        return escaped.ToString();
    }
}
