namespace Harpoon.Patterns;

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
