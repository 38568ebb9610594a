using System.Globalization;
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

    /// <summary>How often a pattern may repeat something by counts, all of them together: a matcher may come to have 10,000 states of so many parts each.</summary>
    private const int MostRepeats = 100;

    /// <summary>How long a pattern may be, in UTF-16's units: the memory that the expression takes grows with the square of its different characters, 40 MB here.</summary>
    private const int MostCharacters = 255;

    private readonly Regex _regex;

    private RegexGlob(string expression) =>
        _regex = new Regex(expression, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>Makes one, writing the expression that the CLI would.</summary>
    /// <exception cref="FormatException">The expression is none, one that .NET reads otherwise than Go, or one that takes too much memory.</exception>
    public static RegexGlob Of(string pattern, bool canEscape)
    {
        if (pattern.Contains("[:", StringComparison.Ordinal))
        {
            throw new FormatException("a named class of characters, '[:', is not supported");
        }

        if (pattern.Length > MostCharacters)
        {
            throw new FormatException($"the docker CLI reads it as a regular expression, for which its {pattern.Length} characters are more than {MostCharacters}, and take too much memory");
        }

        if (Repeats(pattern) > MostRepeats)
        {
            throw new FormatException($"it repeats something more than {MostRepeats} times by '{{…}}', which takes too much memory");
        }

        try
        {
            return new RegexGlob(Expression(pattern, canEscape));
        }
        catch (ArgumentException notOne)
        {
            throw new FormatException($"the docker CLI reads it as a regular expression, which it is not ({notOne.Message})", notOne);
        }
        catch (NotSupportedException tooLarge)
        {
            throw new FormatException($"as the regular expression that the docker CLI makes of it, it is too large ({tooLarge.Message})", tooLarge);
        }
    }

    /// <inheritdoc/>
    public override bool IsMatch(ReadOnlySpan<char> path) => _regex.IsMatch(path);

    /// <summary>The sum of all counts, of <c>{2,5}</c> the greater.</summary>
    private static long Repeats(string pattern)
    {
        var repeats = 0L;
        for (var end = pattern.IndexOf('}', StringComparison.Ordinal); end >= 0; end = pattern.IndexOf('}', end + 1))
        {
            var most = 0;
            foreach (var count in pattern[(pattern.LastIndexOf('{', end) + 1)..end].Split(','))
            {
                most = Math.Max(most, int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0);
            }

            repeats += most;
        }

        return repeats;
    }

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
