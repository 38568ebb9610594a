using System.Collections.Immutable;
using System.Text;

namespace Harpoon.BuildKit.Patterns;

/// <summary>A part of a pattern.</summary>
/// <param name="Kind">What it matches.</param>
/// <param name="Literal">The character of a literal.</param>
/// <param name="Ranges">The characters of a set.</param>
/// <param name="IsNegated">The set is of those that don't match.</param>
internal readonly record struct GlobToken(
    GlobTokenKind Kind,
    Rune Literal = default,
    ImmutableArray<(Rune First, Rune Last)> Ranges = default,
    bool IsNegated = false)
{
    private static readonly Rune Slash = new('/');

    /// <summary>Whether this part can take this character.</summary>
    public bool Takes(Rune character) => Kind switch
    {
        GlobTokenKind.Literal => character == Literal,
        GlobTokenKind.AnyOne or GlobTokenKind.Star => character != Slash,
        GlobTokenKind.OneOf => Holds(character) != IsNegated,
        _ => true,
    };

    private bool Holds(Rune character)
    {
        foreach (var (first, last) in Ranges)
        {
            if (first <= character && character <= last)
            {
                return true;
            }
        }

        return false;
    }
}
