using System.Collections.Immutable;

namespace Harpoon.Tasks.Lines.Texts;

/// <summary>Finds, in an <c>Include</c>, the characters that MSBuild reads as a list or a file pattern. Escaped ones mean themselves.</summary>
internal static class SpecialCharacters
{
    public const string Wildcards = "*?";
    public const string All = "*?;\\";

    /// <summary>Whether the text, or a property that is put into it, has one of the characters.</summary>
    public static bool Any(ImmutableArray<TextPiece> pieces, ITextScope scope, string characters) =>
        pieces.Any(piece => IsIn(piece, scope, characters));

    private static bool IsIn(TextPiece piece, ITextScope scope, string characters) => piece.Kind switch
    {
        TextPieceKind.Literal => piece.Raw.AsSpan().ContainsAny(characters),
        TextPieceKind.Property => scope.Property(piece.Value).AsSpan().ContainsAny(characters),
        _ => false,
    };
}
