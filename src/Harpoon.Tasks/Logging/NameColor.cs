namespace Harpoon.Tasks.Logging;

/// <summary>The colour of a name: the same in every build, so that people get to know it.</summary>
internal static class NameColor
{
    /// <summary>Cyan, yellow, magenta, blue, and their bright ones; red and green are MSBuild's own for what failed and what succeeded (ECMA-48, 8.3.117).</summary>
    private static ReadOnlySpan<int> Codes => [36, 33, 35, 34, 96, 93, 95, 94];

    public static int Of(string name)
    {
        // Not a string's own hash, which differs from process to process.
        var hash = 17u;
        foreach (var c in name)
        {
            hash = (hash * 31) + c;
        }

        return Codes[(int)(hash % (uint)Codes.Length)];
    }
}
