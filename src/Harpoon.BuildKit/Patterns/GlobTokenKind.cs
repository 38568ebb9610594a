namespace Harpoon.BuildKit.Patterns;

/// <summary>What one part of a pattern matches.</summary>
internal enum GlobTokenKind
{
    /// <summary>One given character.</summary>
    Literal,

    /// <summary><c>?</c>: any character but a slash.</summary>
    AnyOne,

    /// <summary><c>*</c>: any characters but slashes.</summary>
    Star,

    /// <summary><c>**/</c>: any folders, or none.</summary>
    Folders,

    /// <summary><c>**</c> at the end: everything.</summary>
    Everything,

    /// <summary><c>[a-z]</c>: one of a set of characters.</summary>
    OneOf,
}
