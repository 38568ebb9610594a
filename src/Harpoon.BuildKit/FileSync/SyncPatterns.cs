using Harpoon.Patterns;

namespace Harpoon.BuildKit.FileSync;

/// <summary>Reads the patterns that the daemon sends.</summary>
internal static class SyncPatterns
{
    /// <summary>The patterns; empty ones are skipped.</summary>
    /// <exception cref="BuildKitException"><see cref="BuildKitFailure.InvalidPattern"/>.</exception>
    public static PatternList Parse(IEnumerable<string> patterns) => new([.. patterns.Select(Parse).OfType<PathPattern>()]);

    private static PathPattern? Parse(string pattern)
    {
        try
        {
            return PathPattern.Parse(pattern);
        }
        catch (FormatException e)
        {
            throw new BuildKitException(BuildKitFailure.InvalidPattern, $"The pattern '{pattern}' is not valid: {e.Message}.", e);
        }
    }
}
