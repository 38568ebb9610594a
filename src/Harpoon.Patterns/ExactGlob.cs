namespace Harpoon.Patterns;

/// <summary>A pattern without wildcards: one path.</summary>
internal sealed class ExactGlob(string path) : Glob
{
    /// <inheritdoc/>
    public override bool IsMatch(ReadOnlySpan<char> candidate) => candidate.SequenceEqual(path);
}
