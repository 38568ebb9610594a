using System.Buffers;
using Harpoon.Engine.Dockerfiles.Words;

namespace Harpoon.Engine.Dockerfiles.Instructions;

/// <summary>Parts a logical line into an instruction's name, flags and arguments, as the engine does.</summary>
internal static class InstructionParser
{
    private static readonly SearchValues<char> Blanks = SearchValues.Create(" \t\v\f\r\n");

    public static Instruction Parse(string line, char escape, int startLine, int endLine)
    {
        var text = line.Trim();
        var nameEnd = IndexOfBlank(text, 0);
        var name = text[..nameEnd].ToUpperInvariant();
        var position = nameEnd;
        var flags = FlagReader.Read(text, ref position, escape);
        var arguments = text[position..];
        var json = JsonForm.TryParse(arguments);
        return new Instruction(name, flags, arguments, startLine, endLine)
        {
            Text = text,
            IsJson = json is not null,
            Words = json ?? WordSplitter.Split(arguments, escape),
        };
    }

    /// <summary>What an <c>ONBUILD</c> holds for builds on top of its stage; null for other instructions. Engines read it by itself, with the usual escape character.</summary>
    public static Instruction? Trigger(Instruction instruction) => instruction.Name == "ONBUILD"
        ? Parse(instruction.Arguments, '\\', instruction.StartLine, instruction.EndLine) with { Heredocs = instruction.Heredocs, HeadEndLine = instruction.HeadEndLine }
        : null;

    private static int IndexOfBlank(string text, int start)
    {
        // Not a no-break space, which belongs to the name then: the engine says the same.
        while (start < text.Length && !Blanks.Contains(text[start]))
        {
            start++;
        }

        return start;
    }
}
