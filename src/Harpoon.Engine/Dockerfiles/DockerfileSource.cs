using System.Collections.Immutable;
using System.Text;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles.Lines;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Dockerfiles;

/// <summary>The three places that a Dockerfile comes from: lines in a project, a text in a property, a file.</summary>
public static class DockerfileSource
{
    /// <summary>Renders lines, each at its own place; their inline files come with them.</summary>
    /// <exception cref="HarpoonException">HRP2006 to HRP2008: inline content that no line can carry.</exception>
    public static Dockerfile FromLines(IReadOnlyList<DockerfileLine> lines) => LineRenderer.Render(lines);

    /// <summary>Takes a text as it is; its line <c>n</c> stands <c>n</c> lines below the start.</summary>
    /// <param name="text">The text of a property.</param>
    /// <param name="start">Where the first line of the text stands; null if that is not known.</param>
    public static Dockerfile FromText(string text, SourceLocation? start)
    {
        var lines = Dockerfile.WithLineFeeds(text);
        return FromText(lines, Following(start, LineCount(lines)));
    }

    /// <summary>Takes a text whose lines' places are known one by one.</summary>
    /// <param name="text">The text of a property.</param>
    /// <param name="locations">For each line, its place.</param>
    public static Dockerfile FromText(string text, ImmutableArray<SourceLocation?> locations)
    {
        var (lines, blank) = TextStart.Of(Dockerfile.WithLineFeeds(text));
        return new Dockerfile(lines, Path: null, [.. locations.Skip(blank)], []);
    }

    /// <summary>Reads a file as UTF-8, and keeps its bytes. A pipe has no place: what is beside it, or has its name, is not the Dockerfile's.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="files">Reads it.</param>
    /// <exception cref="HarpoonException">HRP2009: it can't be read.</exception>
    public static Dockerfile FromFile(string path, NamedFiles files)
    {
        byte[] bytes;
        try
        {
            bytes = files.Read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HarpoonException(Diagnostic.Of("HRP2009", path, e.Message).At(new SourceLocation(path)), e);
        }

        var text = Dockerfile.WithLineFeeds(Decode(ref bytes));
        return new Dockerfile(text, NamedFiles.GivesOnce(path) ? null : path, Following(new SourceLocation(path, 1), LineCount(text)), []) { Bytes = bytes };
    }

    /// <summary>Windows' tools write UTF-16, which no engine reads: that becomes UTF-8.</summary>
    private static string Decode(ref byte[] bytes)
    {
        if (bytes is not ([0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        var encoding = bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;
        var text = encoding.GetString(bytes.AsSpan(2));
        bytes = Encoding.UTF8.GetBytes(text);
        return text;
    }

    private static int LineCount(string text) => text.AsSpan().Count('\n') + 1;

    private static ImmutableArray<SourceLocation?> Following(SourceLocation? start, int count)
    {
        var locations = ImmutableArray.CreateBuilder<SourceLocation?>(count);
        for (var i = 0; i < count; i++)
        {
            locations.Add(start is null ? null : new SourceLocation(start.File, start.Line + i));
        }

        return locations.MoveToImmutable();
    }
}
