using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Patterns;

namespace Harpoon.Engine.Context.Ignore;

/// <summary>The rules of a <c>.dockerignore</c>.</summary>
/// <param name="patterns">Its patterns, in order.</param>
/// <param name="asBuildKit">Whether they mean what they mean to BuildKit; otherwise, what they mean to the classic CLI.</param>
internal sealed class IgnoreRules(ImmutableArray<PathPattern> patterns, bool asBuildKit = false)
{
    private const char ByteOrderMark = '\uFEFF';

    private readonly PatternList _list = new(patterns);

    /// <summary>How many there are.</summary>
    public int Count => _list.Count;

    /// <summary>The patterns of what is left out, as texts.</summary>
    public IEnumerable<string> Texts => patterns.Where(pattern => !pattern.IsException).Select(pattern => pattern.Text);

    /// <summary>Whether a folder that is left out comes, empty of what is left out, with what an exception brings back in it; the classic CLI sends that without its folder.</summary>
    public bool KeepsFoldersOfKept => asBuildKit;

    /// <summary>Whether a socket is sent, as the empty file that BuildKit's clients make of it.</summary>
    public bool KeepsSockets => asBuildKit;

    /// <summary>Reads rules.</summary>
    /// <param name="text">A file's whole text.</param>
    /// <param name="file">The file's full path.</param>
    /// <param name="asBuildKit">Whether they mean what they mean to BuildKit.</param>
    /// <exception cref="HarpoonException">HRP2107: a line is no pattern.</exception>
    public static IgnoreRules Parse(string text, string file, bool asBuildKit = false)
    {
        var patterns = ImmutableArray.CreateBuilder<PathPattern>();
        var number = 0;
        foreach (var line in (text.StartsWith(ByteOrderMark) ? text[1..] : text).Split('\n'))
        {
            number++;
            if (IgnoreLine.Parse(line.TrimEnd('\r'), new SourceLocation(file, number)) is { } pattern)
            {
                patterns.Add(pattern);
            }
        }

        return new IgnoreRules(patterns.ToImmutable(), asBuildKit);
    }

    /// <summary>The same rules, and that some paths are never left out.</summary>
    public IgnoreRules Keeping(params IEnumerable<string> paths) =>
        patterns.IsEmpty ? this : new([.. patterns, .. paths.Select(PathPattern.Keeping)], asBuildKit);

    /// <inheritdoc cref="PatternList.Match"/>
    public bool Ignores(string path, ReadOnlySpan<bool> folder, Span<bool> matches) => _list.Match(path, folder, matches);

    /// <summary>Whether an exception might bring back something inside a folder that is left out.</summary>
    public bool MightKeepInside(string folder) =>
        asBuildKit ? _list.MightTakeBackInside(folder) : _list.MightTakeBackInsideByPrefix(folder);
}
