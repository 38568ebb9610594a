using System.Collections.Immutable;
using System.Text;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Dockerfiles.Lines;

/// <summary>A Dockerfile to build, with where each of its lines came from.</summary>
/// <param name="Text">Its text, as it is read here, with line feeds.</param>
/// <param name="Path">The full path, when it is a file that the user wrote; null if it was rendered.</param>
/// <param name="LineLocations">For each line of the text, where a person wrote it; null if that is not known.</param>
/// <param name="InlineFiles">Files that go into the context with it.</param>
public sealed record Dockerfile(
    string Text,
    string? Path,
    ImmutableArray<SourceLocation?> LineLocations,
    ImmutableArray<InlineFile> InlineFiles)
{
    /// <summary>What the engine gets: a file's own bytes, also those that are no UTF-8, or carriage returns.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; } = Encoding.UTF8.GetBytes(Text);

    /// <summary>Where a person wrote it: the file, or the first line that has a place; null if none has.</summary>
    public SourceLocation? Start => Path is not null ? new SourceLocation(Path) : LineLocations.FirstOrDefault(location => location is not null);

    /// <summary>A text with the ends of lines that Docker knows: a form feed or U+2028 is a character of its line.</summary>
    internal static string WithLineFeeds(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>Where a person wrote a line of the text.</summary>
    /// <param name="line">The line of the text, from 1.</param>
    public SourceLocation? LocationOf(int line) =>
        line >= 1 && line <= LineLocations.Length ? LineLocations[line - 1] : null;

    /// <summary>An error at a line of the text, located where a person wrote it.</summary>
    internal HarpoonException Wrong(string code, int line, params object?[] arguments) =>
        new(At(line, code, arguments));

    /// <summary>What is to be said of a line of the text, located where a person wrote it.</summary>
    internal Diagnostic At(int line, string code, params object?[] arguments) =>
        Diagnostic.Of(code, arguments).At(LocationOf(line));
}
