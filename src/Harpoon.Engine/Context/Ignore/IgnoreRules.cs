using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Context.Ignore;

/// <summary>The rules of a <c>.dockerignore</c>, in order.</summary>
internal sealed class IgnoreRules(ImmutableArray<IgnorePattern> patterns)
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>How many there are.</summary>
    public int Count => patterns.Length;

    /// <summary>Reads rules.</summary>
    /// <param name="text">A file's whole text.</param>
    /// <param name="file">The file's full path.</param>
    /// <exception cref="HarpoonException">HRP2107: a line is no pattern.</exception>
    public static IgnoreRules Parse(string text, string file)
    {
        var patterns = ImmutableArray.CreateBuilder<IgnorePattern>();
        var number = 0;
        foreach (var line in (text.StartsWith(ByteOrderMark) ? text[1..] : text).Split('\n'))
        {
            number++;
            if (IgnorePattern.Parse(line.TrimEnd('\r'), new SourceLocation(file, number)) is { } pattern)
            {
                patterns.Add(pattern);
            }
        }

        return new IgnoreRules(patterns.ToImmutable());
    }

    /// <summary>The same rules, and that some paths are never left out.</summary>
    public IgnoreRules Keeping(params IEnumerable<string> paths) =>
        patterns.IsEmpty ? this : new([.. patterns, .. paths.Select(IgnorePattern.Keeping)]);

    /// <summary>Whether a path is left out.</summary>
    /// <param name="path">It, with forward slashes.</param>
    /// <param name="parent">Which rules matched the folder that it is in; empty for the context's own.</param>
    /// <param name="matches">Gets which rules match it.</param>
    /// <remarks>A rule that had no say over the folder is not tried on it, and so not inherited: that is how the CLI works.</remarks>
    public bool Ignores(string path, ReadOnlySpan<bool> parent, Span<bool> matches)
    {
        var isIgnored = false;
        for (var i = 0; i < patterns.Length; i++)
        {
            var pattern = patterns[i];
            matches[i] = (!parent.IsEmpty && parent[i])
                || (pattern.IsException == isIgnored && pattern.Glob.IsMatch(path));
            if (matches[i])
            {
                isIgnored = !pattern.IsException;
            }
        }

        return isIgnored;
    }

    /// <summary>Whether an exception might bring back something inside a folder that is left out. Only one that starts with the folder's own path counts, as in the CLI: <c>!**/x</c> brings nothing back.</summary>
    public bool MightKeepInside(string folder)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.IsException
                && pattern.Text.StartsWith(folder, StringComparison.Ordinal)
                && (pattern.Text.Length == folder.Length || pattern.Text[folder.Length] == '/'))
            {
                return true;
            }
        }

        return false;
    }
}
