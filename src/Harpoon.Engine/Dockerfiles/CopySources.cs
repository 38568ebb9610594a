using Harpoon.Engine.Dockerfiles.Instructions;

namespace Harpoon.Engine.Dockerfiles;

/// <summary>What <c>COPY</c> and <c>ADD</c> copy from.</summary>
internal static class CopySources
{
    /// <summary>The sources as written, heredocs left out.</summary>
    public static IEnumerable<string> Of(Instruction instruction) => instruction.Words
        .SkipLast(1)
        .Select(word => word.Trim('"', '\''))
        .Where(word => instruction.Heredocs.Length == 0 || !word.Contains("<<", StringComparison.Ordinal));

    /// <summary>Whether a source is surely fetched from elsewhere, so that it needs no context.</summary>
    public static bool IsRemote(string source) =>
        source.StartsWith("http://", StringComparison.Ordinal)
        || source.StartsWith("https://", StringComparison.Ordinal)
        || IsGit(source);

    /// <summary>Whether a source may be fetched from elsewhere: one with a variable may, and one with escapes or quotes inside, or in a form that only newer engines know.</summary>
    public static bool MayBeRemote(string source) =>
        source.AsSpan().ContainsAny("$\\`'\"") || source.Contains("://", StringComparison.Ordinal) || IsGit(source)
        || (source.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && source.IndexOf(':', at) > 0);

    /// <summary>Whether a source is a git repository, which the classic builder can't fetch.</summary>
    public static bool IsGit(string source)
    {
        var address = source.Split('#', 2)[0];
        return address.StartsWith("git@", StringComparison.Ordinal)
            || address.StartsWith("git://", StringComparison.Ordinal)
            || address.StartsWith("ssh://", StringComparison.Ordinal)
            || (address.StartsWith("http", StringComparison.OrdinalIgnoreCase) && address.EndsWith(".git", StringComparison.Ordinal));
    }
}
