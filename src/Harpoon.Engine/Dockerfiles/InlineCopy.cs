using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles.Instructions;

namespace Harpoon.Engine.Dockerfiles;

/// <summary>A <c>COPY</c> or <c>ADD</c> whose source is ours, and not the user's: it names a destination alone.</summary>
public static class InlineCopy
{
    /// <summary>The folder of the context with the files that <c>dotnet restore</c> reads.</summary>
    public const string RestoreFolder = ".harpoon/restore";

    /// <summary>The line with the inline file's path put in front of the destination, after the flags.</summary>
    internal static string PutSource(DockerfileLine line, string contextPath)
    {
        var text = line.Text.Trim();
        var instruction = InstructionParser.Parse(text, '\\', 1, 1);
        if (instruction.Name is not ("COPY" or "ADD"))
        {
            throw Refuse("HRP2006", line, instruction.Name);
        }

        if (instruction.Flag("from") is not null)
        {
            throw Refuse("HRP2008", line, instruction.Name);
        }

        var destination = instruction.Words;
        if (destination.Length != 1 || destination[0].EndsWith('/') || destination[0] is "." or "..")
        {
            throw Refuse("HRP2007", line, instruction.Name);
        }

        return WithSource(text, instruction, contextPath);
    }

    /// <summary>The line with the files that restore reads as its source.</summary>
    internal static string PutRestored(DockerfileLine line)
    {
        var text = line.Text.Trim();
        var instruction = InstructionParser.Parse(text, '\\', 1, 1);
        return instruction.Name == "COPY" && line.Content is null && instruction.Flag("from") is null && instruction.Words.Length == 1
            ? WithSource(text, instruction, RestoreFolder + "/")
            : throw Refuse("HRP3420", line, instruction.Name);
    }

    private static string WithSource(string text, Instruction instruction, string source)
    {
        var head = text[..^instruction.Arguments.Length];
        return instruction.IsJson
            ? $"{head}[\"{source}\", {instruction.Arguments[1..]}"
            : $"{head}{source} {instruction.Arguments}";
    }

    private static HarpoonException Refuse(string code, DockerfileLine line, string name) =>
        new(Diagnostic.Of(code, name, line.Text).At(line.Location));
}
