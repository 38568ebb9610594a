using System.Text;
using System.Text.RegularExpressions;

namespace Harpoon.Patterns;

/// <summary>A pattern with characters that the CLI hands on to a regular expression, such as <c>|</c> or <c>{2}</c>. Hardly any file has one, so nothing here is loaded for the others.</summary>
internal sealed class RegexGlob : Glob
{
    /// <summary>One character but a slash, also one that UTF-16 makes two of.</summary>
    private const string AnyCharacter = @"(?:[^/\uD800-\uDFFF]|[\uD800-\uDBFF][\uDC00-\uDFFF])";

    /// <summary>The CLI puts a wildcard's brackets into the user's, where they end them.</summary>
    private const string WildcardInBrackets = @"\[^/]";

    private readonly Regex _regex;

    private RegexGlob(string expression) =>
        _regex = new Regex(expression, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>Makes one, writing the expression that the CLI would.</summary>
    /// <exception cref="FormatException">The expression is none, or one that .NET reads otherwise than Go.</exception>
    public static RegexGlob Of(string pattern, bool canEscape)
    {
        if (pattern.Contains("[:", StringComparison.Ordinal))
        {
            throw new FormatException("a named class of characters, '[:', is not supported");
        }

        try
        {
            return new RegexGlob(Expression(pattern, canEscape));
        }
        catch (ArgumentException notOne)
        {
            throw new FormatException($"the docker CLI reads it as a regular expression, which it is not ({notOne.Message})", notOne);
        }
    }

    /// <inheritdoc/>
    public override bool IsMatch(ReadOnlySpan<char> path) => _regex.IsMatch(path);

    private static string Expression(string pattern, bool canEscape)
    {
        var expression = new StringBuilder("^");
        var inBrackets = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '*' when i + 1 < pattern.Length && pattern[i + 1] == '*':
                    i += i + 2 < pattern.Length && pattern[i + 2] == '/' ? 2 : 1;
                    expression.Append(i + 1 < pattern.Length ? "(.*/)?" : ".*");
                    break;
                case '*' or '?':
                    expression.Append(inBrackets ? WildcardInBrackets : AnyCharacter).Append(pattern[i] == '*' ? "*" : string.Empty);
                    inBrackets = false;
                    break;
                case '[' when inBrackets:
                    expression.Append(@"\[");
                    break;
                case '.' or '+' or '(' or ')' or '$':
                    expression.Append('\\').Append(pattern[i]);
                    break;
                case '\\' when canEscape && i + 1 == pattern.Length:
                    throw new FormatException("it ends with a backslash that escapes nothing");
                case '\\' when canEscape && i + 1 < pattern.Length:
                    expression.Append(GoEscapes.Translate(pattern[++i], inBrackets));
                    break;
                default:
                    inBrackets = pattern[i] == '[' || (inBrackets && pattern[i] != ']');
                    expression.Append(pattern[i]);
                    break;
            }
        }

        return expression.Append(@"\z").ToString();
    }
}
