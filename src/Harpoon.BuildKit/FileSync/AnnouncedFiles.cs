using System.Collections.Concurrent;

namespace Harpoon.BuildKit.FileSync;

/// <summary>The entries of a transfer by their numbers: each one's place in the order that they were told in.</summary>
internal sealed class AnnouncedFiles
{
    private readonly ConcurrentDictionary<uint, FileStat> files = new();
    private readonly Dictionary<(ulong Device, ulong Inode), FileStat> first = [];
    private uint next;

    /// <summary>
    /// Numbers an entry. A further name of a file that was told is sent as a link to that, not again. All else is the same: an engine that is told another size or time than it has
    /// links it anew, and BuildKit 0.8 leaves a temporary name in the context then.
    /// </summary>
    public FileStat Announce(FileStat entry)
    {
        var id = next++;
        if (entry.Kind != FileKind.File)
        {
            return entry;
        }

        if (entry.Identity is { } identity && !first.TryAdd(identity, entry))
        {
            return first[identity] with { Path = entry.Path, LinkTarget = first[identity].Path };
        }

        files[id] = entry;
        return entry;
    }

    /// <summary>A file by its number, once; null for a wrong one.</summary>
    public FileStat? Take(uint id) => files.TryRemove(id, out var file) ? file : null;
}
