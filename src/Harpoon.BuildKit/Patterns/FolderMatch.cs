namespace Harpoon.BuildKit.Patterns;

/// <summary>What a matcher found for a path, kept for what lies in it.</summary>
/// <param name="isMatch">Whether the path matches.</param>
/// <param name="each">Which patterns do.</param>
internal readonly struct FolderMatch(bool isMatch, bool[] each)
{
    /// <summary>Nothing is known: the path lies in the root, or its folder was not asked for.</summary>
    public static FolderMatch Unknown => default;

    /// <summary>Whether the path matches.</summary>
    public bool IsMatch { get; } = isMatch;

    /// <summary>Whether this is <see cref="Unknown"/>.</summary>
    public bool IsUnknown => each is null or [];

    /// <summary>Whether a pattern matched.</summary>
    public bool Matched(int pattern) => !IsUnknown && each[pattern];
}
