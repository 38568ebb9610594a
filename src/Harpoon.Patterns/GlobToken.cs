using System.Text;

namespace Harpoon.Patterns;

/// <summary>One part of a pattern.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Character">The character of a literal.</param>
/// <param name="Class">The characters of a class.</param>
internal sealed record GlobToken(GlobTokenKind Kind, Rune Character = default, RuneClass? Class = null)
{
    /// <summary>Whether it may stand for nothing, and the next one come at once.</summary>
    public bool CanBeEmpty => Kind is GlobTokenKind.Star or GlobTokenKind.Rest or GlobTokenKind.MaybeFolders;

    /// <summary>Whether, having taken a character, it may take more.</summary>
    public bool Repeats(Rune character) => Kind switch
    {
        GlobTokenKind.Star => character.Value != '/',
        GlobTokenKind.Rest or GlobTokenKind.Folders => character.Value != '\n',
        _ => false,
    };

    /// <summary>Whether it ends with a character.</summary>
    public bool EndsWith(Rune character) => Kind switch
    {
        GlobTokenKind.Literal => character == Character,
        GlobTokenKind.AnyCharacter => character.Value != '/',
        GlobTokenKind.Class => Class!.Contains(character),
        GlobTokenKind.Folders => character.Value == '/',
        _ => false,
    };
}
