namespace Harpoon.Patterns;

/// <summary>A pattern of a <c>.dockerignore</c>, made ready to match.</summary>
internal abstract class Glob
{
    /// <summary>Whether a path, with forward slashes, matches as a whole. The time taken grows with the path's length, never faster.</summary>
    public abstract bool IsMatch(ReadOnlySpan<char> path);
}

/// <summary>A pattern without wildcards: one path.</summary>
internal sealed class ExactGlob(string path) : Glob
{
    /// <inheritdoc/>
    public override bool IsMatch(ReadOnlySpan<char> candidate) => candidate.SequenceEqual(path);
}

/// <summary>A pattern whose only wildcard is a <c>**</c> at its end.</summary>
internal sealed class PrefixGlob(string prefix) : Glob
{
    /// <inheritdoc/>
    public override bool IsMatch(ReadOnlySpan<char> path) => path.StartsWith(prefix);
}

/// <summary>A pattern whose only wildcard is a <c>**</c> at its start.</summary>
internal sealed class SuffixGlob(string suffix) : Glob
{
    /// <inheritdoc/>
    public override bool IsMatch(ReadOnlySpan<char> path) =>
        path.EndsWith(suffix) || (suffix.StartsWith('/') && path.SequenceEqual(suffix.AsSpan(1)));
}
