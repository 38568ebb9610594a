namespace Harpoon.Patterns;

/// <summary>A pattern whose only wildcard is a <c>**</c> at its start.</summary>
internal sealed class SuffixGlob(string suffix) : Glob
{
    /// <inheritdoc/>
    public override bool IsMatch(ReadOnlySpan<char> path) =>
        path.EndsWith(suffix) || (suffix.StartsWith('/') && path.SequenceEqual(suffix.AsSpan(1)));
}
