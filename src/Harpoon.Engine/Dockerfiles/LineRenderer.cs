using System.Collections.Immutable;
using System.Text;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles.Lines;

namespace Harpoon.Engine.Dockerfiles;

/// <summary>Makes a Dockerfile from lines, and remembers where each line of it was written.</summary>
internal static class LineRenderer
{
    public static Dockerfile Render(IReadOnlyList<DockerfileLine> lines)
    {
        var texts = new List<string>(lines.Count);
        var locations = ImmutableArray.CreateBuilder<SourceLocation?>();
        var inlineFiles = ImmutableArray.CreateBuilder<InlineFile>();
        var isStart = true;
        foreach (var line in lines)
        {
            var rendered = Dockerfile.WithLineFeeds(WithInlineFile(line, inlineFiles));

            // A parser directive counts where it starts its line.
            isStart = isStart && rendered.AsSpan().TrimStart().StartsWith('#');
            rendered = isStart ? rendered.TrimStart() : rendered;
            texts.Add(rendered);
            locations.AddRange(Enumerable.Repeat(line.Location, rendered.AsSpan().Count('\n') + 1));
        }

        return new Dockerfile(Joined(lines, texts), Path: null, locations.ToImmutable(), inlineFiles.ToImmutable());
    }

    /// <summary>The text, with the blanks of lines that go on from others, or stand in a here-document; an instruction needs none.</summary>
    private static string Joined(IReadOnlyList<DockerfileLine> lines, List<string> texts)
    {
        var plain = string.Concat(texts.Select(text => $"{text}\n"));
        if (lines.All(line => line.Indent.Length == 0))
        {
            return plain;
        }

        var inner = InnerLines.Of(string.Concat(lines.Zip(texts, (line, text) => $"{line.Indent}{text}\n")));
        var result = new StringBuilder(plain.Length);
        var number = 1;
        for (var i = 0; i < texts.Count; i++)
        {
            result.Append(inner.Contains(number) ? lines[i].Indent : "").Append(texts[i]).Append('\n');
            number += texts[i].AsSpan().Count('\n') + 1;
        }

        return result.ToString();
    }

    private static string WithInlineFile(DockerfileLine line, ImmutableArray<InlineFile>.Builder inlineFiles)
    {
        if (line.IsRestore)
        {
            return InlineCopy.PutRestored(line);
        }

        if (line.Content is null)
        {
            return line.Text;
        }

        var file = new InlineFile($".harpoon/inline-{inlineFiles.Count + 1}", line.Content);
        inlineFiles.Add(file);
        return InlineCopy.PutSource(line, file.ContextPath);
    }
}
