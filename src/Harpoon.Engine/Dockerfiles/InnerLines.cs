using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles.Instructions;
using Harpoon.Engine.Dockerfiles.Lines;

namespace Harpoon.Engine.Dockerfiles;

/// <summary>Finds the lines of a text that no instruction starts on: those that go on from the line before, and those of here-documents.</summary>
internal static class InnerLines
{
    public static HashSet<int> Of(string text)
    {
        var inner = new HashSet<int>();
        var reader = new LineReader(new Dockerfile(text, Path: null, [], []));
        try
        {
            while (reader.Read() is { } line)
            {
                var end = line.EndLine;
                foreach (var heredoc in HeredocParser.Find(InstructionParser.Parse(line.Text, reader.Escape, line.StartLine, line.EndLine)))
                {
                    var found = reader.SkipHeredoc(heredoc);
                    end = found > 0 ? found : end;
                }

                inner.UnionWith(Enumerable.Range(line.StartLine + 1, end - line.StartLine));
            }
        }
        catch (HarpoonException)
        {
            // What is wrong is said when the whole is parsed.
        }

        return inner;
    }
}
