using System.Buffers;
using System.Collections.Immutable;

namespace Harpoon.BuildKit.Patterns;

/// <summary>One pattern of a list. See <see href="https://github.com/moby/patternmatcher"/> for the rules.</summary>
internal sealed class PathPattern
{
    private static readonly SearchValues<char> Special = SearchValues.Create("*[]?^\\");

    private readonly Glob glob;
    private readonly string? exact;
    private readonly string? suffix;

    private PathPattern(string text, bool isException)
    {
        Text = text;
        IsException = isException;
        var tokens = new GlobParser(text).Parse();
        glob = new Glob(tokens);
        exact = OnlyLiterals(tokens) && !text.Contains('\\', StringComparison.Ordinal) ? text : null;
        suffix = IsSuffix(text, tokens) ? text[2..] : null;
    }

    /// <summary>The clean pattern, without its <c>!</c>.</summary>
    public string Text { get; }

    /// <summary>It takes back what an earlier pattern matched.</summary>
    public bool IsException { get; }

    /// <summary>Without a <c>/*</c> or <c>/**</c> at the end, which match all that is in a folder.</summary>
    public string Trunk
    {
        get
        {
            var trunk = Text.EndsWith("/**", StringComparison.Ordinal) ? Text[..^3] : Text;
            return trunk.EndsWith("/*", StringComparison.Ordinal) ? trunk[..^2] : trunk;
        }
    }

    /// <summary>Its trunk is a plain path, so what it can match lies below that.</summary>
    public bool IsPlainPath => !Trunk.AsSpan().ContainsAny(Special);

    /// <summary>Reads a pattern; null for an empty one.</summary>
    /// <exception cref="BuildKitException"><see cref="BuildKitFailure.InvalidPattern"/>.</exception>
    public static PathPattern? Parse(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0)
        {
            return null;
        }

        var cleaned = PathText.Clean(trimmed);
        return cleaned switch
        {
            "!" => throw new BuildKitException(BuildKitFailure.InvalidPattern, "The pattern '!' takes back nothing."),
            ['!', .. var exception] => new PathPattern(exception, isException: true),
            _ => new PathPattern(cleaned, isException: false),
        };
    }

    /// <summary>Whether a path itself matches; its folders are not looked at.</summary>
    public bool Matches(string path)
    {
        if (exact is not null)
        {
            return string.Equals(path, exact, StringComparison.Ordinal);
        }

        return suffix is null
            ? glob.Matches(path)
            : path.EndsWith(suffix, StringComparison.Ordinal) || (suffix[0] == '/' && suffix.AsSpan(1).SequenceEqual(path));
    }

    private static bool OnlyLiterals(ImmutableArray<GlobToken> tokens) => tokens.All(token => token.Kind == GlobTokenKind.Literal);

    /// <summary>Of a pattern that is plain after its leading <c>**</c>, moby compares the end alone: <c>**foo</c> matches <c>barfoo</c>, unlike <c>**foo*</c>.</summary>
    private static bool IsSuffix(string text, ImmutableArray<GlobToken> tokens) =>
        text.StartsWith("**", StringComparison.Ordinal) && !text.Contains('\\', StringComparison.Ordinal)
        && tokens[0].Kind == GlobTokenKind.Folders && OnlyLiterals(tokens[1..]);
}
