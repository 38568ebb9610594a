using System.Collections.Immutable;
using Harpoon.Engine.Archives.Extraction;
using Harpoon.Engine.Builds.Outputs;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.BuildKit.Exporting;

/// <summary>
/// A folder that is filled beside its place. What is in the place already stays, but where a file or link has the same name; each of these is replaced at once.
/// </summary>
internal sealed class StagedFolder
{
    private readonly string _place;
    private readonly bool _isThere;
    private readonly ConfinedFolder _confined;

    /// <param name="place">The full path that the folder will have.</param>
    /// <exception cref="HarpoonException">HRP4076: it can't be made.</exception>
    public StagedFolder(string place)
    {
        _place = System.IO.Path.TrimEndingDirectorySeparator(place);
        _isThere = Directory.Exists(_place);
        _confined = new ConfinedFolder(_place);

        // In a folder that is there, since that may be on a disk of its own.
        Path = _isThere
            ? System.IO.Path.Combine(_place, $".{Guid.NewGuid():n}")
            : System.IO.Path.Combine(System.IO.Path.GetDirectoryName(_place)!, $".{System.IO.Path.GetFileName(_place)}.{Guid.NewGuid():n}");
        LocalWrite.Guard(_place, () => Directory.CreateDirectory(Path));
    }

    /// <summary>The full path of the folder that is filled.</summary>
    public string Path { get; }

    /// <summary>The folders in it, with what they are to keep; the deepest first.</summary>
    public ImmutableArray<EntryAttributes> Folders { get; set; } = [];

    /// <summary>Puts all in its place.</summary>
    /// <exception cref="HarpoonException">HRP4075: a link is in the way; HRP4076: a file or folder is.</exception>
    public WrittenOutput Merge()
    {
        var entries = LocalWrite.Guard(_place, () => Entries(new DirectoryInfo(Path), []).ToList());
        var size = entries.Sum(entry => entry.Info is FileInfo { LinkTarget: null } file ? file.Length : 0);
        if (!_isThere && !System.IO.Path.Exists(_place))
        {
            LocalWrite.Guard(_place, () => Directory.Move(Path, _place));
        }
        else
        {
            entries.ForEach(entry => Merge(entry.Info, entry.Name));
            Remove();
        }

        foreach (var attributes in Folders)
        {
            (attributes with { Path = string.Concat(_place, attributes.Path.AsSpan(Path.Length)) }).ApplyToFolder();
        }

        // The folder itself too: all that was to come into it may have been skipped.
        return new WrittenOutput([_place, .. entries.Select(entry => System.IO.Path.Combine([_place, .. entry.Name.Parts]))], size);
    }

    /// <summary>Removes what is not in its place.</summary>
    public void Remove()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It was put in its place, or its disk is gone.
        }
    }

    /// <summary>Folders before what is in them. No link is followed.</summary>
    private static IEnumerable<(FileSystemInfo Info, EntryName Name)> Entries(DirectoryInfo folder, ImmutableArray<string> parts) =>
        folder.GetFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal).SelectMany(entry =>
        {
            var name = parts.Add(entry.Name);
            IEnumerable<(FileSystemInfo, EntryName)> own = [(entry, NameOf(name))];
            return entry is DirectoryInfo { LinkTarget: null } inner ? own.Concat(Entries(inner, name)) : own;
        });

    private void Merge(FileSystemInfo entry, EntryName name)
    {
        if (entry.LinkTarget is { } target)
        {
            var path = _confined.MakeRoom(name)!;
            LocalWrite.Guard(path, () => File.CreateSymbolicLink(path, target));
        }
        else if (entry is DirectoryInfo)
        {
            _confined.MakeFolder(name);
        }
        else
        {
            var path = System.IO.Path.Combine(_confined.MakeFolder(NameOf(name.Parts[..^1])), entry.Name);
            LocalWrite.Guard(path, () => File.Move(entry.FullName, path, overwrite: true));
        }
    }

    private static EntryName NameOf(ImmutableArray<string> parts) => new(string.Join('/', parts), parts);
}
