namespace Harpoon.Engine.Dockerfiles;

/// <summary>What <c>COPY</c> and <c>ADD</c> copy from.</summary>
internal static class CopySources
{
    /// <summary>The sources as written, heredocs left out.</summary>
    public static IEnumerable<string> Of(Instruction instruction) => instruction.Words
        .SkipLast(1)
        .Select(word => word.Trim('"', '\''))
        .Where(word => instruction.Heredocs.Length == 0 || !word.Contains("<<", StringComparison.Ordinal));

    /// <summary>Whether a source is fetched from elsewhere.</summary>
    public static bool IsRemote(string source) =>
        source.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || source.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || IsGit(source);

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
