using Harpoon.BuildKit.Patterns;

namespace Harpoon.BuildKit.FileSync;

/// <summary>
/// Walks through what a filter leaves of a tree: each folder before what is in it. A folder that is left out comes all the same where something in it is
/// left in. See <see href="https://github.com/tonistiigi/fsutil/blob/master/filter.go"/> for the rules.
/// </summary>
internal sealed class TreeWalk
{
    private readonly IFileTree tree;
    private readonly PatternMatcher include;
    private readonly PatternMatcher exclude;
    private readonly bool mayPruneIncluded;
    private readonly bool mayPruneExcluded;

    /// <exception cref="BuildKitException"><see cref="BuildKitFailure.InvalidPattern"/>.</exception>
    public TreeWalk(IFileTree tree, TreeFilter filter)
    {
        this.tree = tree;
        include = new PatternMatcher(IncludePatterns(tree, filter));
        exclude = new PatternMatcher(filter.Exclude);
        mayPruneIncluded = include.Patterns.All(pattern => pattern.IsException || pattern.IsPlainPath);
        mayPruneExcluded = exclude.Patterns.All(pattern => !pattern.IsException || pattern.IsPlainPath);
    }

    /// <summary>The entries that are sent, in the order that the daemon wants.</summary>
    public IEnumerable<FileStat> Entries()
    {
        // Folders on the way down; one that is left out waits for something in it.
        var path = new Stack<Level>();
        path.Push(new Level(Read("", isSent: true), null, FolderMatch.Unknown, FolderMatch.Unknown));
        while (path.TryPeek(out var level))
        {
            if (!level.Entries.TryDequeue(out var entry))
            {
                path.Pop();
                continue;
            }

            var (included, excluded) = (Ask(include, entry, level.Included), Ask(exclude, entry, level.Excluded));
            var isSent = (include.IsEmpty || included.IsMatch) && !excluded.IsMatch;
            if (isSent)
            {
                foreach (var folder in TakeWaiting(path))
                {
                    yield return folder;
                }

                yield return entry;
            }

            if (entry.Kind == FileKind.Folder && CanHoldMore(entry.Path, included, excluded))
            {
                path.Push(new Level(Read(entry.Path, isSent), isSent ? null : entry, included, excluded));
            }
        }
    }

    private static IEnumerable<string> IncludePatterns(IFileTree tree, TreeFilter filter)
    {
        if (filter.Follow.IsEmpty || LinkFollower.Follow(tree, filter.Follow) is not { } followed)
        {
            return filter.Include;
        }

        return LinkFollower.WithoutCovered([.. filter.Include, .. followed]) ?? [];
    }

    private static FolderMatch Ask(PatternMatcher matcher, FileStat entry, FolderMatch folder) =>
        matcher.IsEmpty ? FolderMatch.Unknown : matcher.Match(entry.Path, folder);

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

    private static bool LeadsInto(PathPattern pattern, string folder) =>
        $"{pattern.Trunk}/".StartsWith($"{folder}/", StringComparison.Ordinal);

    /// <summary>Reads a folder. One that may not be read and is left out anyway is nobody's trouble.</summary>
    private Queue<FileStat> Read(string folder, bool isSent)
    {
        try
        {
            return new Queue<FileStat>(tree.List(folder));
        }
        catch (BuildKitException e) when (!isSent && e.Failure == BuildKitFailure.FileUnreadable)
        {
            return new Queue<FileStat>();
        }
    }

    /// <summary>Whether something in a folder can be sent; where that is certain not to be, it isn't even read.</summary>
    private bool CanHoldMore(string folder, FolderMatch included, FolderMatch excluded)
    {
        if (!include.IsEmpty && !included.IsMatch && mayPruneIncluded
            && !include.Patterns.Any(pattern => !pattern.IsException && LeadsInto(pattern, folder)))
        {
            return false;
        }

        return !excluded.IsMatch || !mayPruneExcluded
            || exclude.Patterns.Any(pattern => pattern.IsException && LeadsInto(pattern, folder));
    }

    private sealed class Level(Queue<FileStat> entries, FileStat? waiting, FolderMatch included, FolderMatch excluded)
    {
        public Queue<FileStat> Entries { get; } = entries;

        /// <summary>The folder itself, where it was left out so far.</summary>
        public FileStat? Waiting { get; set; } = waiting;

        public FolderMatch Included { get; } = included;

        public FolderMatch Excluded { get; } = excluded;
    }
}
