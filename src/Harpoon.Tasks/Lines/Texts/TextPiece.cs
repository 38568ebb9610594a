namespace Harpoon.Tasks.Lines.Texts;

/// <summary>A piece of a text as it was written in a project.</summary>
/// <param name="Kind">What MSBuild takes it for.</param>
/// <param name="Raw">The piece as written.</param>
/// <param name="Value">What it means: a literal's text, or the name that is referred to.</param>
internal sealed record TextPiece(TextPieceKind Kind, string Raw, string Value);

/// <summary>What MSBuild takes a piece of a text for.</summary>
internal enum TextPieceKind
{
    /// <summary>Text that stands for itself.</summary>
    Literal,

    /// <summary>One of MSBuild's own escapes, such as <c>%2A</c>.</summary>
    Escape,

    /// <summary>A percent sign before two hexadecimal digits that was hardly meant as an escape: <c>%02d</c>.</summary>
    StrayEscape,

    /// <summary>A property: <c>$(Name)</c>.</summary>
    Property,

    /// <summary>A property function; its name is that of the property it starts from, or empty.</summary>
    Function,

    /// <summary>What a shell would run and MSBuild makes nothing of: <c>$(uname -r)</c>.</summary>
    ShellSubstitution,

    /// <summary>Items: <c>@(Name)</c>.</summary>
    Items,

    /// <summary>Items made into other text: <c>@(Name->'…')</c>.</summary>
    Transform,

    /// <summary>Metadata: <c>%(Name)</c>.</summary>
    Metadata,
}
