using System.Collections.Immutable;

namespace Harpoon.BuildKit.Patterns;

/// <summary>
/// A list of patterns as <c>.dockerignore</c> and BuildKit mean it: a folder that matches takes along all that is in it, a later pattern
/// overrules an earlier one, and <c>!</c> takes back. See <see href="https://docs.docker.com/build/concepts/context/#dockerignore-files"/>.
/// </summary>
public sealed class PatternMatcher
{
    /// <summary>Reads the patterns; empty ones are skipped.</summary>
    /// <exception cref="BuildKitException"><see cref="BuildKitFailure.InvalidPattern"/>.</exception>
    public PatternMatcher(IEnumerable<string> patterns) =>
        Patterns = [.. patterns.Select(PathPattern.Parse).OfType<PathPattern>()];

    /// <summary>Whether there is no pattern at all.</summary>
    public bool IsEmpty => Patterns.IsEmpty;

    /// <summary>The patterns.</summary>
    internal ImmutableArray<PathPattern> Patterns { get; }

    /// <summary>Whether a path, or a folder that it lies in, matches.</summary>
    /// <param name="path">Clean and relative, with forward slashes.</param>
    public bool Matches(string path) => Match(path, FolderMatch.Unknown).IsMatch;

    /// <summary>The same, for a walk that asks for each folder before what is in it: faster.</summary>
    /// <param name="path">Clean and relative, with forward slashes.</param>
    /// <param name="folder">What was answered for its folder.</param>
    internal FolderMatch Match(string path, FolderMatch folder)
    {
        var matched = false;
        var each = new bool[Patterns.Length];
        for (var i = 0; i < each.Length; i++)
        {
            var pattern = Patterns[i];
            each[i] = folder.Matched(i);
            if (!each[i])
            {
                if (pattern.IsException != matched)
                {
                    // It could change nothing.
                    continue;
                }

                each[i] = pattern.Matches(path) || (folder.IsUnknown && MatchesFolderOf(pattern, path));
            }

            if (each[i])
            {
                matched = !pattern.IsException;
            }
        }

        return new FolderMatch(matched, each);
    }

    private static bool MatchesFolderOf(PathPattern pattern, string path)
    {
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            if (pattern.Matches(path[..slash]))
            {
                return true;
            }
        }

        return false;
    }
}
