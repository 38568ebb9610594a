using System.Collections.Immutable;
using System.Text;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Dockerfiles;

/// <summary>Makes a Dockerfile from lines, and remembers where each line of it was written.</summary>
internal static class LineRenderer
{
    public static Dockerfile Render(IReadOnlyList<DockerfileLine> lines)
    {
        var text = new StringBuilder();
        var locations = ImmutableArray.CreateBuilder<SourceLocation?>();
        var inlineFiles = ImmutableArray.CreateBuilder<InlineFile>();
        foreach (var line in lines)
        {
            var rendered = DockerfileSource.WithLineFeeds(WithInlineFile(line, inlineFiles));
            text.Append(rendered).Append('\n');
            locations.AddRange(Enumerable.Repeat(line.Location, rendered.AsSpan().Count('\n') + 1));
        }

        return new Dockerfile(text.ToString(), Path: null, locations.ToImmutable(), inlineFiles.ToImmutable());
    }

    private static string WithInlineFile(DockerfileLine line, ImmutableArray<InlineFile>.Builder inlineFiles)
    {
        if (line.Content is null)
        {
            return line.Text;
        }

        var file = new InlineFile($".harpoon/inline-{inlineFiles.Count + 1}", line.Content);
        inlineFiles.Add(file);
        return InlineCopy.PutSource(line, file.ContextPath);
    }
}
