using System.Buffers;
using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Archives.Extraction;

/// <summary>The name of an archive's entry, taken apart: where it lies below the folder that it arrives in.</summary>
/// <param name="Original">The name as it stands in the archive.</param>
/// <param name="Parts">Its folders and its own name; none for the folder itself.</param>
internal sealed record EntryName(string Original, ImmutableArray<string> Parts)
{
    private static readonly SearchValues<char> NeverInNames = SearchValues.Create(Path.GetInvalidFileNameChars());

    /// <summary>Whether it is not what it is called in the container, whose name is no UTF-8.</summary>
    public bool IsEscaped { get; init; }

    /// <summary>Reads a name of an archive, whose first part is what the path that was asked for is called there.</summary>
    /// <param name="original">The name.</param>
    /// <param name="root">What the first part is called here; null if it is left out.</param>
    /// <exception cref="HarpoonException">HRP4074: it is no name of something below a folder.</exception>
    public static EntryName Read(string original, string? root)
    {
        var parts = original.TrimEnd('/').Split('/');
        if (root is null && parts[0] != ".")
        {
            // Docker calls a folder whose content was asked for '.', Podman does not call it anything.
            parts = [".", .. parts];
        }

        if (original.StartsWith('/') || parts.Skip(1).Any(IsNone) || parts[0] is ".." or "")
        {
            throw new HarpoonException(Diagnostic.Of("HRP4074", original));
        }

        string[] names = [.. (root is null ? [] : new[] { root }), .. parts.Skip(1).Select(RawNames.Escaped)];
        return new EntryName(RawNames.Escaped(original), [.. names]) { IsEscaped = RawNames.Matches(parts[^1]) };
    }

    private static bool IsNone(string part) => part is "" or "." or ".." || part.AsSpan().ContainsAny(NeverInNames);
}
