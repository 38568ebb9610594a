using System.Collections.Immutable;
using Harpoon.Patterns;

namespace Harpoon.BuildKit.FileSync;

/// <summary>
/// Walks through what a filter leaves of a tree: each folder before what is in it. A folder that is left out comes all the same where something in it is
/// left in. See <see href="https://github.com/tonistiigi/fsutil/blob/master/filter.go"/> for the rules.
/// </summary>
internal sealed class TreeWalk
{
    private readonly IFileTree _tree;
    private readonly PatternList _include;
    private readonly PatternList _exclude;

    /// <exception cref="BuildKitException"><see cref="BuildKitFailure.InvalidPattern"/>.</exception>
    public TreeWalk(IFileTree tree, TreeFilter filter)
    {
        _tree = tree;
        Include = IncludePatterns(tree, filter);
        _include = SyncPatterns.Parse(Include);
        _exclude = SyncPatterns.Parse(filter.Exclude);
    }

    /// <summary>Patterns of what is sent, links followed; none where that is everything.</summary>
    public ImmutableArray<string> Include { get; }

    /// <summary>The entries that are sent, in the order that the daemon wants.</summary>
    public IEnumerable<FileStat> Entries()
    {
        // Folders on the way down; one that is left out waits for something in it.
        var path = new Stack<Level>();
        path.Push(new Level(Read("", isSent: true), null, [], []));
        var mayWait = false;
        while (path.TryPeek(out var level))
        {
            if (!level.Entries.TryDequeue(out var entry))
            {
                path.Pop();
                continue;
            }

            var (includedBy, excludedBy) = (new bool[_include.Count], new bool[_exclude.Count]);
            var isIncluded = _include.Match(entry.Path, level.IncludedBy, includedBy) || _include.IsEmpty;
            var isExcluded = _exclude.Match(entry.Path, level.ExcludedBy, excludedBy);
            var isSent = isIncluded && !isExcluded;
            if (isSent)
            {
                foreach (var folder in mayWait ? TakeWaiting(path) : [])
                {
                    yield return folder;
                }

                mayWait = false;
                yield return entry;
            }

            if (entry.Kind == FileKind.Folder
                && (isIncluded || _include.MightMatchInside(entry.Path))
                && (!isExcluded || _exclude.MightTakeBackInside(entry.Path)))
            {
                mayWait |= !isSent;
                path.Push(new Level(Read(entry.Path, isSent), isSent ? null : entry, includedBy, excludedBy));
            }
        }
    }

    private static ImmutableArray<string> IncludePatterns(IFileTree tree, TreeFilter filter)
    {
        if (filter.Follow.IsEmpty || LinkFollower.Follow(tree, filter.Follow) is not { } followed)
        {
            return filter.Include;
        }

        return LinkFollower.WithoutCovered([.. filter.Include, .. followed]) ?? [];
    }

    private static IEnumerable<FileStat> TakeWaiting(Stack<Level> path)
    {
        foreach (var level in path.Reverse())
        {
            if (level.Waiting is { } folder)
            {
                level.Waiting = null;
                yield return folder;
            }
        }
    }

    /// <summary>Reads a folder. One that may not be read and is excluded anyway is no error.</summary>
    private Queue<FileStat> Read(string folder, bool isSent)
    {
        try
        {
            return new Queue<FileStat>(_tree.List(folder));
        }
        catch (BuildKitException e) when (!isSent && e.Failure == BuildKitFailure.FileUnreadable)
        {
            return new Queue<FileStat>();
        }
    }

    private sealed class Level(Queue<FileStat> entries, FileStat? waiting, bool[] includedBy, bool[] excludedBy)
    {
        public Queue<FileStat> Entries { get; } = entries;

        /// <summary>The folder itself, where it was left out so far.</summary>
        public FileStat? Waiting { get; set; } = waiting;

        public bool[] IncludedBy { get; } = includedBy;

        public bool[] ExcludedBy { get; } = excludedBy;
    }
}
