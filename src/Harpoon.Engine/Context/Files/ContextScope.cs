using System.Collections.Immutable;
using Harpoon.Patterns;

namespace Harpoon.Engine.Context.Files;

/// <summary>The part of a context that a build can read: what no instruction reaches is no input.</summary>
internal sealed class ContextScope
{
    private readonly PatternList _list;

    private ContextScope(ImmutableArray<string> patterns, PatternList list)
    {
        Patterns = patterns;
        _list = list;
    }

    /// <summary>All of the context.</summary>
    public static ContextScope Everything { get; } = new([], new PatternList([]));

    /// <summary>Patterns of what is in it, as BuildKit means them; none where that is everything.</summary>
    public ImmutableArray<string> Patterns { get; }

    /// <summary>What some patterns match.</summary>
    /// <exception cref="FormatException">One is no pattern.</exception>
    public static ContextScope Of(IEnumerable<string> patterns)
    {
        ImmutableArray<string> texts = [.. patterns.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        ImmutableArray<PathPattern?> parsed = [.. texts.Select(PathPattern.Parse)];
        return parsed.Any(pattern => pattern is null or { IsException: true } or { Text: "." }) || parsed.IsEmpty
            ? Everything
            : new(texts, new PatternList([.. parsed.OfType<PathPattern>()]));
    }

    /// <summary>Says of each entry whether it is in the scope. The folders that something in the scope lies in are, too.</summary>
    public Func<ContextEntry, bool> In(ImmutableArray<ContextEntry> entries)
    {
        if (Patterns.IsEmpty)
        {
            return _ => true;
        }

        var matches = new Dictionary<string, bool[]>(StringComparer.Ordinal);
        var inside = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (MatchesOf(entry.Path, matches).Contains(true))
            {
                for (var path = entry.Path; path.Length > 0 && inside.Add(path); path = GoPath.Folder(path))
                {
                }
            }
        }

        return entry => inside.Contains(entry.Path);
    }

    private bool[] MatchesOf(string path, Dictionary<string, bool[]> known)
    {
        if (!known.TryGetValue(path, out var matches))
        {
            known[path] = matches = new bool[_list.Count];
            var folder = GoPath.Folder(path);
            _list.Match(path, folder.Length == 0 ? [] : MatchesOf(folder, known), matches);
        }

        return matches;
    }
}
