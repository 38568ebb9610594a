namespace Harpoon.Patterns;

/// <summary>A pattern of a <c>.dockerignore</c>, made ready to match.</summary>
internal abstract class Glob
{
    /// <summary>Whether a path, with forward slashes, matches as a whole. The time taken grows with the path's length, never faster.</summary>
    public abstract bool IsMatch(ReadOnlySpan<char> path);
}
