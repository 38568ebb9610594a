using Harpoon.Engine.Context.Ignore;
using Harpoon.Patterns;

namespace Harpoon.Engine.Context;

/// <summary>
/// Finds a name for a Dockerfile that no <c>COPY</c> must find. Docker's classic builder removes a Dockerfile, once it is read, that the context's own <c>.dockerignore</c>
/// leaves out: under a name that this does, the user's file stays as it is, and reaches the image so.
/// </summary>
internal static class HiddenName
{
    /// <summary>The name; null if the rules leave out none that is free.</summary>
    /// <param name="rules">The context's own.</param>
    /// <param name="taken">The paths that are in the context.</param>
    public static string? In(IgnoreRules rules, IEnumerable<string> taken)
    {
        var names = taken.Select(path => path.Split('/')[0]).ToHashSet(StringComparer.Ordinal);
        return rules.Texts
            .Select(Example)
            .Prepend(ContextContents.PrivateDockerfile)
            .FirstOrDefault(name => IsName(name) && !names.Contains(name) && rules.Ignores(name, [], new bool[rules.Count]));
    }

    private static bool IsName(string name) => name is not ("" or "." or "..") && name != IgnoreFile.Name && !name.Contains('/', StringComparison.Ordinal) && GoPath.Clean(name) == name;

    /// <summary>What a pattern may match; whether it does is for the rules to say.</summary>
    private static string Example(string pattern) =>
        (pattern.StartsWith("**/", StringComparison.Ordinal) ? pattern["**/".Length..] : pattern)
        .Replace("*", "harpoon", StringComparison.Ordinal)
        .Replace('?', 'h');
}
