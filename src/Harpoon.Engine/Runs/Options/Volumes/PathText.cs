using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Options.Volumes;

/// <summary>Paths in texts whose parts stand between colons.</summary>
internal static class PathText
{
    /// <summary>The parts; the colon of a Windows drive (<c>C:\data</c>) separates nothing.</summary>
    public static ImmutableArray<string> Split(string text)
    {
        var parts = ImmutableArray.CreateBuilder<string>();
        var start = 0;
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] == ':' && !(index == start + 1 && char.IsLetter(text[start])))
            {
                parts.Add(text[start..index]);
                start = index + 1;
            }
        }

        parts.Add(text[start..]);
        return parts.ToImmutable();
    }

    /// <summary>Whether it is a path of a host, rather than a volume's name.</summary>
    public static bool IsPath(string text) => text.StartsWith('.') || text.StartsWith('/') || text.StartsWith('~') || IsOfWindows(text);

    /// <summary>Whether it starts as full paths of Windows do: <c>C:\</c>, <c>\\server</c>, <c>\\.\pipe</c>.</summary>
    public static bool IsOfWindows(string text) =>
        text is [var drive, ':', '\\' or '/', ..] && char.IsLetter(drive) || text.StartsWith(@"\\", StringComparison.Ordinal);
}

/// <summary>A folder in a container that a command starts in.</summary>
public static class ContainerFolder
{
    /// <summary>Checks a path before anything is sent.</summary>
    /// <returns>The path.</returns>
    /// <exception cref="HarpoonException">HRP4118: it is not a full path.</exception>
    public static string Check(string path) =>
        path.StartsWith('/') || PathText.IsOfWindows(path) ? path : throw new HarpoonException(Diagnostic.Of("HRP4118", path));
}
