using System.Collections.Immutable;

namespace Harpoon.Patterns;

/// <summary>
/// Patterns as <c>.dockerignore</c> and BuildKit mean them: a folder that matches takes along all that is in it, a later pattern overrules an earlier
/// one, and <c>!</c> takes back. See <see href="https://docs.docker.com/build/concepts/context/#dockerignore-files"/>.
/// </summary>
internal sealed class PatternList(ImmutableArray<PathPattern> patterns)
{
    /// <summary>How many there are.</summary>
    public int Count => patterns.Length;

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => patterns.IsEmpty;

    /// <summary>Whether a path matches. Folders are asked for before what is in them.</summary>
    /// <param name="path">It, clean, relative, and with forward slashes.</param>
    /// <param name="folder">Which patterns matched the folder that it is in; empty for the top.</param>
    /// <param name="matches">Gets which patterns match it.</param>
    /// <remarks>A pattern that had no say over the folder is not tried on it, and so not inherited: that is how moby's matcher works.</remarks>
    public bool Match(string path, ReadOnlySpan<bool> folder, Span<bool> matches)
    {
        var isMatch = false;
        for (var i = 0; i < patterns.Length; i++)
        {
            var pattern = patterns[i];
            matches[i] = (!folder.IsEmpty && folder[i])
                || (pattern.IsException == isMatch && pattern.Glob.IsMatch(path));
            if (matches[i])
            {
                isMatch = !pattern.IsException;
            }
        }

        return isMatch;
    }

    /// <summary>Whether something in a folder that does not match itself might, as BuildKit's clients judge it.</summary>
    public bool MightMatchInside(string folder) => MightHaveInside(folder, isException: false);

    /// <summary>Whether an exception might take something in a folder that matches back, as BuildKit's clients judge it.</summary>
    public bool MightTakeBackInside(string folder) => MightHaveInside(folder, isException: true);

    /// <summary>The same as the classic docker CLI judges it: an exception that does not start with the folder's own path, such as <c>!**/x</c>, takes nothing back.</summary>
    public bool MightTakeBackInsideByPrefix(string folder)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.IsException && GoPath.IsInside(pattern.Text, folder))
            {
                return true;
            }
        }

        return false;
    }

    private bool MightHaveInside(string folder, bool isException)
    {
        var isReached = false;
        foreach (var pattern in patterns)
        {
            if (pattern.IsException == isException)
            {
                isReached |= !pattern.HasPlainTrunk || GoPath.IsInside(pattern.Trunk, folder);
            }
        }

        return isReached;
    }
}
