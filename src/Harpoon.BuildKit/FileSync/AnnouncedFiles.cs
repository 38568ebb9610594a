using System.Collections.Concurrent;

namespace Harpoon.BuildKit.FileSync;

/// <summary>The entries of a transfer by their numbers: each one's place in the order in which they were announced.</summary>
internal sealed class AnnouncedFiles
{
    private readonly ConcurrentDictionary<uint, FileStat> _files = new();
    private readonly Dictionary<(ulong Device, ulong Inode), FileStat> _first = [];
    private uint _next;

    /// <summary>
    /// Numbers an entry. A further name of an announced file is sent as a link to that, not again. All else is the same: an engine that gets another size or time than it has
    /// links it again, and BuildKit 0.8 leaves a temporary name in the context then.
    /// </summary>
    public FileStat Announce(FileStat entry)
    {
        var id = _next++;
        if (entry.Kind != FileKind.File)
        {
            return entry;
        }

        if (entry.Identity is { } identity && !_first.TryAdd(identity, entry))
        {
            return _first[identity] with { Path = entry.Path, LinkTarget = _first[identity].Path };
        }

        _files[id] = entry;
        return entry;
    }

    /// <summary>A file by its number, once; null for a wrong one.</summary>
    public FileStat? Take(uint id) => _files.TryRemove(id, out var file) ? file : null;
}
