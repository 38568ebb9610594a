using System.Collections.Immutable;
using System.Text;

namespace Harpoon.Engine.Dockerfiles.Instructions;

/// <summary>Reads the flags of an instruction as BuildKit does: quotes and escapes may stand anywhere in them, and go; a lone <c>--</c> ends them.</summary>
internal static class FlagReader
{
    /// <param name="text">The instruction.</param>
    /// <param name="position">Where the flags start; afterwards, where the arguments do.</param>
    /// <param name="escape">The Dockerfile's escape character.</param>
    public static ImmutableArray<InstructionFlag> Read(string text, ref int position, char escape)
    {
        var flags = ImmutableArray.CreateBuilder<InstructionFlag>();
        while (true)
        {
            position = SkipBlanks(text, position);
            if (!text.AsSpan(position).StartsWith("--", StringComparison.Ordinal))
            {
                return flags.ToImmutable();
            }

            var word = Word(text, ref position, escape);
            if (word == "--")
            {
                position = SkipBlanks(text, position);
                return flags.ToImmutable();
            }

            var equals = word.IndexOf('=', StringComparison.Ordinal);
            flags.Add(equals < 0 ? new(word[2..], "") : new(word[2..equals], word[(equals + 1)..]));
        }
    }

    private static string Word(string text, ref int position, char escape)
    {
        var word = new StringBuilder();
        var quote = '\0';
        for (; position < text.Length; position++)
        {
            var c = text[position];
            if (quote == '\0' && char.IsWhiteSpace(c))
            {
                break;
            }

            if (quote == '\0' ? c is '\'' or '"' : c == quote)
            {
                quote = quote == '\0' ? c : '\0';
            }
            else if (c != escape)
            {
                word.Append(c);
            }
            else if (++position < text.Length)
            {
                word.Append(text[position]);
            }
        }

        position = Math.Min(position, text.Length);
        return word.ToString();
    }

    private static int SkipBlanks(string text, int position)
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
        {
            position++;
        }

        return position;
    }
}
