using System.Buffers;

namespace Harpoon.Patterns;

/// <summary>One pattern of a list.</summary>
/// <param name="Text">It, cleaned, without its <c>!</c>.</param>
/// <param name="IsException">Whether it was written with a <c>!</c>, and takes back what an earlier pattern matched.</param>
/// <param name="Glob">It, made ready to match.</param>
internal sealed record PathPattern(string Text, bool IsException, Glob Glob)
{
    private static readonly SearchValues<char> Special =
        SearchValues.Create(OperatingSystem.IsWindows() ? "*[]?^" : "*[]?^\\");

    /// <summary>It without a <c>/*</c> or <c>/**</c> at its end, which match what is in a folder.</summary>
    public ReadOnlySpan<char> Trunk
    {
        get
        {
            var trunk = WithoutEnd(Text, "/**");
            return WithoutEnd(trunk, "/*");
        }
    }

    /// <summary>Whether all that it can match lies in one place, its <see cref="Trunk"/>.</summary>
    public bool HasPlainTrunk => !Trunk.ContainsAny(Special);

    /// <summary>An exception for one path.</summary>
    public static PathPattern Keeping(string path) => new(path, IsException: true, new ExactGlob(path));

    /// <summary>Reads a pattern as moby's matcher does, which cleans it first and only then looks for the <c>!</c>; null for one that is empty.</summary>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static PathPattern? Parse(string written)
    {
        var trimmed = written.Trim();
        if (trimmed.Length == 0)
        {
            return null;
        }

        var cleaned = GoPath.Clean(trimmed);
        if (cleaned == "!")
        {
            throw new FormatException("a '!' has no pattern");
        }

        var isException = cleaned.StartsWith('!');
        var text = isException ? cleaned[1..] : cleaned;
        return new PathPattern(text, isException, GlobCompiler.Compile(text, canEscape: !OperatingSystem.IsWindows()));
    }

    private static ReadOnlySpan<char> WithoutEnd(ReadOnlySpan<char> text, string end) =>
        text.EndsWith(end, StringComparison.Ordinal) ? text[..^end.Length] : text;
}
