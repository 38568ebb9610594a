using System.Collections.Immutable;
using Harpoon.Patterns;

namespace Harpoon.BuildKit.FileSync;

/// <summary>
/// Turns paths that the daemon will copy into patterns of what it needs for that: each link on the way, and where it leads. Names may hold wildcards.
/// See <see href="https://github.com/tonistiigi/fsutil/blob/master/followlinks.go"/> for the rules.
/// </summary>
internal sealed class LinkFollower(IFileTree tree)
{
    private const string Root = ".";

    private readonly SortedSet<string> _needed = new(Utf8Order.Instance);

    /// <summary>The patterns; null if the whole tree is needed.</summary>
    public static ImmutableArray<string>? Follow(IFileTree tree, IEnumerable<string> paths)
    {
        var follower = new LinkFollower(tree);
        foreach (var path in paths)
        {
            follower.Add(path);
        }

        return WithoutCovered(follower._needed);
    }

    /// <summary>Leaves out what lies in a folder that is named itself; null if the root is.</summary>
    public static ImmutableArray<string>? WithoutCovered(IEnumerable<string> sorted)
    {
        var kept = ImmutableArray.CreateBuilder<string>();
        foreach (var path in sorted)
        {
            if (path == Root)
            {
                return null;
            }

            if (kept.Count == 0 || !path.StartsWith(kept[^1] + "/", StringComparison.Ordinal))
            {
                kept.Add(path);
            }
        }

        return kept.DrainToImmutable();
    }

    private void Add(string path)
    {
        // Rooted while it is cleaned: nothing leads out of the tree.
        var parts = GoPath.Clean("/" + path)[1..].Split('/');
        var current = "";
        for (var i = 0; i < parts.Length; i++)
        {
            current = parts[i].Length == 0 ? Root : GoPath.Join(current, parts[i]);
            var targets = Targets(current);
            var isLast = i == parts.Length - 1;
            if (targets.Count == 0 && !isLast)
            {
                continue;
            }

            if (_needed.Add(current))
            {
                var rest = string.Join('/', parts[(i + 1)..]);
                targets.ForEach(target => Add($"{target}/{rest}"));
            }

            return;
        }
    }

    /// <summary>Where a link leads, or the links that a wildcard matches; nothing for what is no link.</summary>
    private List<string> Targets(string path)
    {
        if (!HasWildcard(GoPath.Name(path)))
        {
            return Target(tree.Find(path)) is { } target ? [target] : [];
        }

        var name = NameGlob.Of(GoPath.Name(path));
        return [.. tree.List(GoPath.Folder(path))
            .Where(entry => name?.IsMatch(GoPath.Name(entry.Path)) ?? false)
            .Select(Target)
            .OfType<string>()];
    }

    private static string? Target(FileStat? entry) => entry switch
    {
        { Kind: FileKind.Link, LinkTarget: ['/', ..] absolute } => absolute,
        { Kind: FileKind.Link, LinkTarget: { } relative } => $"{GoPath.Folder(entry.Path)}/{relative}",
        _ => null,
    };

    private static bool HasWildcard(string name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] is '*' or '?' or '[')
            {
                return true;
            }

            if (name[i] == '\\')
            {
                i++;
            }
        }

        return false;
    }
}
