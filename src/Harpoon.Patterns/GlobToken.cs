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

/// <summary>The parts of a pattern with wildcards.</summary>
internal enum GlobTokenKind
{
    /// <summary>One character, itself.</summary>
    Literal,

    /// <summary><c>?</c>: one character but a slash.</summary>
    AnyCharacter,

    /// <summary><c>[a-z]</c>: one of some characters.</summary>
    Class,

    /// <summary><c>*</c>: any characters but slashes.</summary>
    Star,

    /// <summary>The start of a <c>**</c> before more: the folders that follow in <see cref="Folders"/> may be none.</summary>
    MaybeFolders,

    /// <summary>Any characters up to a slash; always follows a <see cref="MaybeFolders"/>.</summary>
    Folders,

    /// <summary><c>**</c> at the end: any characters.</summary>
    Rest,
}
