using System.Collections.Immutable;
using System.Text;

namespace Harpoon.BuildKit.Patterns;

/// <summary>Cuts a clean pattern into its parts. The grammar is that of Go's <see href="https://pkg.go.dev/path/filepath#Match"/>, with <c>**</c>.</summary>
internal ref struct GlobParser(string pattern)
{
    private readonly string pattern = pattern;
    private ReadOnlySpan<Rune> rest = pattern.EnumerateRunes().ToArray();

    /// <summary>Parses it.</summary>
    /// <exception cref="BuildKitException"><see cref="BuildKitFailure.InvalidPattern"/>.</exception>
    public ImmutableArray<GlobToken> Parse()
    {
        var tokens = ImmutableArray.CreateBuilder<GlobToken>();
        while (!rest.IsEmpty)
        {
            tokens.Add(Take().Value switch
            {
                '*' => Stars(),
                '?' => new(GlobTokenKind.AnyOne),
                '[' => Set(),
                '\\' => new(GlobTokenKind.Literal, Take()),
                var literal => new(GlobTokenKind.Literal, new Rune(literal)),
            });
        }

        return tokens.DrainToImmutable();
    }

    private GlobToken Stars()
    {
        if (!Skip('*'))
        {
            return new(GlobTokenKind.Star);
        }

        Skip('/');
        return new(rest.IsEmpty ? GlobTokenKind.Everything : GlobTokenKind.Folders);
    }

    private GlobToken Set()
    {
        var isNegated = Skip('^');
        var ranges = ImmutableArray.CreateBuilder<(Rune, Rune)>();
        do
        {
            var first = Member();
            ranges.Add((first, Skip('-') ? Member() : first));
        }
        while (!Skip(']'));

        return new(GlobTokenKind.OneOf, default, ranges.DrainToImmutable(), isNegated);
    }

    private Rune Member() => Take().Value switch
    {
        '-' or ']' => throw Invalid(),
        '\\' => Take(),
        var member => new Rune(member),
    };

    private bool Skip(char expected)
    {
        var found = !rest.IsEmpty && rest[0].Value == expected;
        if (found)
        {
            rest = rest[1..];
        }

        return found;
    }

    private Rune Take()
    {
        if (rest.IsEmpty)
        {
            throw Invalid();
        }

        var first = rest[0];
        rest = rest[1..];
        return first;
    }

    private readonly BuildKitException Invalid() => new(BuildKitFailure.InvalidPattern, $"The pattern '{pattern}' is not valid.");
}
