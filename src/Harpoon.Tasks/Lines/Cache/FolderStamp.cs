namespace Harpoon.Tasks.Lines.Cache;

/// <summary>The files that an import with a pattern found: a new one would be imported too.</summary>
/// <param name="Pattern">The full path with its pattern.</param>
/// <param name="Found">The names that it found.</param>
internal sealed record FolderStamp(string Pattern, string Found)
{
    public static FolderStamp Of(string pattern)
    {
        var folder = Path.GetDirectoryName(pattern)!;
        if (!Directory.Exists(folder))
        {
            return new FolderStamp(pattern, "");
        }

        var names = Directory.GetFiles(folder, Path.GetFileName(pattern));
        Array.Sort(names, StringComparer.Ordinal);
        return new FolderStamp(pattern, string.Join('|', names));
    }

    public bool StillHolds() => Of(Pattern).Found == Found;
}
