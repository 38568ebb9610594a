using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Archives.Extraction;

/// <summary>
/// A folder that nothing is written outside of. A name is never followed through a symbolic link below it, no matter who made that link, and what is
/// written takes the place of what is there in place of being written into it.
/// </summary>
/// <param name="root">The folder's full path. Links on the way to it are the user's own.</param>
internal sealed class ConfinedFolder(string root)
{
    private readonly Dictionary<string, string> _made = new(StringComparer.Ordinal);

    /// <summary>Makes a folder that can be written into, and those it is in.</summary>
    /// <returns>Its full path.</returns>
    /// <exception cref="HarpoonException">HRP4075: it lies behind a link; HRP4076: it can't be made.</exception>
    public string MakeFolder(EntryName name) => MakeFolders(name, name.Parts.Length);

    /// <summary>Makes room for an entry that is no folder: what has its name is removed, unless that is a folder.</summary>
    /// <returns>Its full path; null if another entry of the same archive is there, which this file system, or text, can't distinguish from it.</returns>
    /// <exception cref="HarpoonException">HRP4074: it is the folder itself; HRP4075: it lies behind a link; HRP4076: there is a folder.</exception>
    public string? MakeRoom(EntryName name)
    {
        if (name.Parts.IsEmpty)
        {
            throw new HarpoonException(Diagnostic.Of("HRP4074", name.Original));
        }

        var path = Path.Combine(MakeFolders(name, name.Parts.Length - 1), name.Parts[^1]);
        if (IsTaken(path))
        {
            return null;
        }

        LocalWrite.Guard(path, () => File.Delete(path));
        return path;
    }

    /// <summary>Names that differ in case or normal form alone are one on some file systems, and all wrong bytes are one in text.</summary>
    private bool IsTaken(string path)
    {
        var key = path.Normalize().ToUpperInvariant();
        if (_made.TryAdd(key, path))
        {
            return false;
        }

        return _made[key] == path
            ? path.Contains('\uFFFD', StringComparison.Ordinal)
            : Path.Exists(path) && !LocalWrite.Guard(path, () => Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!)).Contains(path);
    }

    /// <summary>The full path of a file that is there already; null if there is none, or something else than a file.</summary>
    /// <exception cref="HarpoonException">HRP4075: it lies behind a link.</exception>
    public string? FindFile(EntryName name)
    {
        var path = root;
        foreach (var part in name.Parts)
        {
            path = Path.Combine(path, part);
            ThrowIfLink(name, path);
        }

        return File.Exists(path) ? path : null;
    }

    private string MakeFolders(EntryName name, int count)
    {
        LocalWrite.Guard(root, () => Directory.CreateDirectory(root));
        var path = root;
        foreach (var part in name.Parts.Take(count))
        {
            path = Path.Combine(path, part);
            ThrowIfLink(name, path);
            LocalWrite.Guard(path, () => MakeWritable(path));
        }

        return path;
    }

    private static void ThrowIfLink(EntryName name, string path)
    {
        if (new FileInfo(path).LinkTarget is not null)
        {
            throw new HarpoonException(Diagnostic.Of("HRP4075", name.Original, path));
        }
    }

    private static void MakeWritable(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        // Its own permissions come last: until then it is the caller's alone.
        Directory.CreateDirectory(path, LocalWrite.Owner);
        if (File.GetUnixFileMode(path) is var mode && (mode & LocalWrite.Owner) != LocalWrite.Owner)
        {
            File.SetUnixFileMode(path, mode | LocalWrite.Owner);
        }
    }
}
