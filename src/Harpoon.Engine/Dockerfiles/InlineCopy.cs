using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles.Instructions;

namespace Harpoon.Engine.Dockerfiles;

/// <summary>A <c>COPY</c> or <c>ADD</c> that carries its file's content: names a destination, and gets the source from us.</summary>
internal static class InlineCopy
{
    /// <summary>The line with the inline file's path put in front of the destination, after the flags.</summary>
    public static string PutSource(DockerfileLine line, string contextPath)
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

        var head = text[..^instruction.Arguments.Length];
        return instruction.IsJson
            ? $"{head}[\"{contextPath}\", {instruction.Arguments[1..]}"
            : $"{head}{contextPath} {instruction.Arguments}";
    }

    private static HarpoonException Refuse(string code, DockerfileLine line, string name) =>
        new(Diagnostic.Of(code, name, line.Text).At(line.Location));
}
