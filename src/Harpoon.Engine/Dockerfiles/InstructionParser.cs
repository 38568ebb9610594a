using System.Buffers;
using System.Collections.Immutable;

namespace Harpoon.Engine.Dockerfiles;

/// <summary>Parts a logical line into an instruction's name, flags and arguments, as the engine does.</summary>
internal static class InstructionParser
{
    private static readonly SearchValues<char> Blanks = SearchValues.Create(" \t\v\f\r\n");

    public static Instruction Parse(string line, char escape, int startLine, int endLine)
    {
        var text = line.Trim();
        var nameEnd = IndexOfBlank(text, 0);
        var name = text[..nameEnd].ToUpperInvariant();
        var flags = ImmutableArray.CreateBuilder<InstructionFlag>();
        var position = SkipBlanks(text, nameEnd);
        while (text.AsSpan(position).StartsWith("--", StringComparison.Ordinal))
        {
            var end = WordSplitter.EndOfWord(text, position, escape);
            var flag = text[(position + 2)..end];
            position = SkipBlanks(text, end);
            if (flag.Length == 0)
            {
                break;
            }

            flags.Add(ParseFlag(flag));
        }

        var arguments = text[position..];
        var json = JsonForm.TryParse(arguments);
        return new Instruction(name, flags.ToImmutable(), arguments, startLine, endLine)
        {
            IsJson = json is not null,
            Words = json ?? WordSplitter.Split(arguments, escape),
        };
    }

    private static InstructionFlag ParseFlag(string flag)
    {
        var equals = flag.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? new InstructionFlag(flag, "") : new InstructionFlag(flag[..equals], flag[(equals + 1)..]);
    }

    private static int IndexOfBlank(string text, int start)
    {
        // Not a no-break space, which belongs to the name then: the engine says the same.
        while (start < text.Length && !Blanks.Contains(text[start]))
        {
            start++;
        }

        return start;
    }

    private static int SkipBlanks(string text, int start)
    {
        while (start < text.Length && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        return start;
    }
}
