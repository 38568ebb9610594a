using System.Text;

namespace Harpoon.Engine.Dockerfiles;

/// <summary>Puts variables into a word: <c>$X</c>, <c>${X}</c>, <c>${X:-default}</c>, <c>${X:+replacement}</c>; quotes and escapes go.</summary>
/// <param name="variables">What is known; what is not is empty.</param>
/// <param name="escape">The Dockerfile's escape character.</param>
internal sealed class VariableExpansion(IReadOnlyDictionary<string, string> variables, char escape)
{
    public string Expand(string word)
    {
        var result = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < word.Length; i++)
        {
            var c = word[i];
            if (c == '\'')
            {
                quoted = !quoted;
            }
            else if (quoted)
            {
                result.Append(c);
            }
            else if (c == escape && i + 1 < word.Length)
            {
                result.Append(word[++i]);
            }
            else if (c == '$')
            {
                i += AppendVariable(result, word, i + 1);
            }
            else if (c != '"')
            {
                result.Append(c);
            }
        }

        return result.ToString();
    }

    /// <summary>Appends the variable that starts behind a dollar sign, and returns how many characters name it.</summary>
    private int AppendVariable(StringBuilder result, string word, int start)
    {
        if (start < word.Length && word[start] == '{')
        {
            var end = ClosingBrace(word, start);
            result.Append(Braced(word[(start + 1)..end]));
            return Math.Min(end, word.Length - 1) - start + 1;
        }

        var length = NameLength(word, start);
        result.Append(length == 0 ? "$" : Value(word.Substring(start, length)));
        return length;
    }

    private string Braced(string body)
    {
        var name = body[..NameLength(body, 0)];
        var rest = body[name.Length..];
        var value = Value(name);
        return rest switch
        {
            [':', '-', ..] => value.Length > 0 ? value : Expand(rest[2..]),
            [':', '+', ..] => value.Length > 0 ? Expand(rest[2..]) : "",
            ['-', ..] => variables.ContainsKey(name) ? value : Expand(rest[1..]),
            ['+', ..] => variables.ContainsKey(name) ? Expand(rest[1..]) : "",
            _ => value,
        };
    }

    private string Value(string name) => variables.TryGetValue(name, out var value) ? value : "";

    private static int NameLength(string text, int start)
    {
        var end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        return end - start;
    }

    private static int ClosingBrace(string word, int open)
    {
        var depth = 0;
        for (var i = open; i < word.Length; i++)
        {
            depth += word[i] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
            {
                return i;
            }
        }

        return word.Length;
    }
}
