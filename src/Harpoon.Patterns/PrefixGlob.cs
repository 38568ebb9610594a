namespace Harpoon.Patterns;

/// <summary>A pattern whose only wildcard is a <c>**</c> at its end.</summary>
internal sealed class PrefixGlob(string prefix) : Glob
{
    /// <inheritdoc/>
    public override bool IsMatch(ReadOnlySpan<char> path) => path.StartsWith(prefix);
}
