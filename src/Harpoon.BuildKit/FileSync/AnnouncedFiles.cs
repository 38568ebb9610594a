namespace Harpoon.BuildKit.FileSync;

/// <summary>The entries of a transfer by their numbers: each one's place in the order in which they were announced.</summary>
internal sealed class AnnouncedFiles
{
    private readonly Lock _gate = new();
    private readonly List<FileStat?> _files = [];
    private readonly Dictionary<(ulong Device, ulong Inode), FileStat> _first = [];

    /// <summary>
    /// Numbers an entry. A further name of an announced file is sent as a link to that, not again. All else is the same: an engine that gets another size or time than it has
    /// links it again, and BuildKit 0.8 leaves a temporary name in the context then.
    /// </summary>
    public FileStat Announce(FileStat entry)
    {
        var isFurtherName = entry is { Kind: FileKind.File, Identity: { } identity } && !_first.TryAdd(identity, entry);
        lock (_gate)
        {
            _files.Add(entry.Kind == FileKind.File && !isFurtherName ? entry : null);
        }

        return isFurtherName && _first[entry.Identity!.Value] is { } first ? first with { Path = entry.Path, LinkTarget = first.Path } : entry;
    }

    /// <summary>A file by its number, once; null for a wrong one.</summary>
    public FileStat? Take(uint id)
    {
        lock (_gate)
        {
            if (id >= _files.Count)
            {
                return null;
            }

            var file = _files[(int)id];
            _files[(int)id] = null;
            return file;
        }
    }
}
