using System.Text;
using System.Text.RegularExpressions;

namespace Harpoon.Engine.Dockerfiles.Words;

/// <summary>The patterns of <c>${X#…}</c>, <c>${X%…}</c> and <c>${X/…/…}</c>: <c>*</c>, <c>?</c>, and <c>\</c> before them, without brackets.</summary>
internal static class ShellPattern
{
    /// <exception cref="FormatException">The engine would refuse the pattern.</exception>
    public static string TrimStart(string value, string pattern, bool isLongest)
    {
        var match = Regex($"^{ToExpression(pattern, isLongest)}").Match(value);
        return match.Success ? value[match.Length..] : value;
    }

    /// <summary>The same at the end. The shortest match at an end can only be found backwards.</summary>
    /// <exception cref="FormatException">The engine would refuse the pattern.</exception>
    public static string TrimEnd(string value, string pattern, bool isLongest) =>
        Reverse(TrimStart(Reverse(value), ReversePattern(pattern), isLongest));

    /// <summary>The first match replaced, or all; null if engines may differ.</summary>
    /// <exception cref="FormatException">The engine would refuse the pattern.</exception>
    public static string? Replace(string value, string pattern, string replacement, bool all)
    {
        var regex = Regex(ToExpression(pattern, isGreedy: true));
        if (all)
        {
            // Go puts groups into the replacement, and counts empty matches in its own way.
            return replacement.Contains('$', StringComparison.Ordinal) || regex.IsMatch("") ? null : regex.Replace(value, _ => replacement);
        }

        var match = regex.Match(value);
        return match.Success ? $"{value[..match.Index]}{replacement}{value[(match.Index + match.Length)..]}" : value;
    }

    private static Regex Regex(string expression) => new(expression, RegexOptions.CultureInvariant);

    private static string ToExpression(string pattern, bool isGreedy)
    {
        var expression = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '*':
                    expression.Append(isGreedy ? ".*" : ".*?");
                    break;
                case '?':
                    expression.Append('.');
                    break;

                // They end the parts of ${…}, so they are written with an escape that is no part of the pattern.
                case '\\' when i + 1 < pattern.Length && pattern[i + 1] is '}' or '/':
                    break;
                case '\\':
                    i++;
                    expression.Append(i < pattern.Length && pattern[i] is '*' or '?' or '\\' ? $"\\{pattern[i]}" : throw new FormatException());
                    break;
                default:
                    expression.Append(System.Text.RegularExpressions.Regex.Escape(pattern[i].ToString()));
                    break;
            }
        }

        return expression.ToString();
    }

    private static string Reverse(string text)
    {
        var characters = text.ToCharArray();
        Array.Reverse(characters);
        return new string(characters);
    }

    /// <summary>Reverses a pattern, with each escape before what it escapes.</summary>
    private static string ReversePattern(string pattern)
    {
        var reversed = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            var length = pattern[i] == '\\' && i + 1 < pattern.Length ? 2 : 1;
            reversed.Insert(0, pattern.AsSpan(i, length));
            i += length - 1;
        }

        return reversed.ToString();
    }
}
