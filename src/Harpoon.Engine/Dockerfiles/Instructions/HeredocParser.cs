using System.Collections.Immutable;
using System.Text;
using Harpoon.Engine.Dockerfiles.Lines;

namespace Harpoon.Engine.Dockerfiles.Instructions;

/// <summary>Finds the heredocs that an instruction opens, as BuildKit does: a word of digits, <c>&lt;&lt;</c>, perhaps <c>-</c>, and a name.</summary>
internal static class HeredocParser
{
    public static ImmutableArray<Heredoc> Find(Instruction instruction)
    {
        if (instruction.IsJson || !instruction.Arguments.Contains("<<", StringComparison.Ordinal))
        {
            return [];
        }

        var name = instruction.Name == "ONBUILD" && instruction.Words.Length > 0
            ? instruction.Words[0].ToUpperInvariant()
            : instruction.Name;
        return name is "RUN" or "COPY" or "ADD" ? [.. instruction.Words.Select(TryParse).OfType<Heredoc>()] : [];
    }

    private static Heredoc? TryParse(string word)
    {
        var rest = word.AsSpan().TrimStart("0123456789");
        if (!rest.StartsWith("<<"))
        {
            return null;
        }

        rest = rest[2..];
        var stripsTabs = rest.StartsWith('-');
        rest = stripsTabs ? rest[1..] : rest;
        if (rest.IsEmpty || rest.Contains('<'))
        {
            return null;
        }

        return new Heredoc(Unquoted(rest), stripsTabs);
    }

    private static string Unquoted(ReadOnlySpan<char> word)
    {
        var name = new StringBuilder(word.Length);
        for (var i = 0; i < word.Length; i++)
        {
            // Whatever '# escape=' says, here it is a backslash.
            i += word[i] == '\\' && i + 1 < word.Length ? 1 : 0;
            if (word[i] is not ('"' or '\'') || (i > 0 && word[i - 1] == '\\'))
            {
                name.Append(word[i]);
            }
        }

        return name.ToString();
    }
}
