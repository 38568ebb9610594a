using System.Collections.Immutable;
using System.Text;

namespace Harpoon.Tasks.Lines.Texts;

/// <summary>Puts what is defined into a text as written, and finds what MSBuild would change silently.</summary>
internal static class TextExpander
{
    /// <summary>MSBuild's properties that differ from file to file: their values are not those at the project's end.</summary>
    private const string PerFileProperties = "MSBuildThisFile";

    public static ExpandedText Expand(ImmutableArray<TextPiece> pieces, ITextScope scope)
    {
        var parts = ImmutableArray.CreateBuilder<string?>(pieces.Length);
        var corrected = new StringBuilder();
        TextProblem? first = null;
        foreach (var piece in pieces)
        {
            var problem = ProblemOf(piece, scope);
            first ??= problem;
            corrected.Append(problem?.Offer ?? piece.Raw);
            parts.Add(problem is null ? Put(piece, scope) : piece.Raw);
        }

        return new ExpandedText(new ExpectedText(parts.ToImmutable()), first, corrected.ToString());
    }

    private static string? Put(TextPiece piece, ITextScope scope) => piece.Kind switch
    {
        TextPieceKind.Literal or TextPieceKind.Escape => piece.Value,
        TextPieceKind.Property when !IsPerFile(piece.Value) => scope.Property(piece.Value),
        TextPieceKind.Metadata when scope.HasMetadata(piece.Value) is null => piece.Raw,
        _ => null,
    };

    private static TextProblem? ProblemOf(TextPiece piece, ITextScope scope) => piece.Kind switch
    {
        TextPieceKind.StrayEscape => new TextProblem("HRP2024", piece.Raw, $"%25{piece.Raw[1..]}"),
        TextPieceKind.ShellSubstitution => new TextProblem("HRP2023", piece.Raw, $"%24({CorrectBody(piece.Value, scope)})"),
        TextPieceKind.Property when !IsPerFile(piece.Value) && scope.Property(piece.Value) is null => Undefined(piece, scope),
        TextPieceKind.Function when piece.Value.Length > 0 && !IsPerFile(piece.Value) && scope.Property(piece.Value) is null =>
            Undefined(piece, scope),
        TextPieceKind.Items when !scope.HasItems(piece.Value) => new TextProblem("HRP2027", piece.Raw, $"%40{piece.Raw[1..]}"),
        TextPieceKind.Metadata when scope.HasMetadata(piece.Value) == false =>
            new TextProblem("HRP2027", piece.Raw, $"%25{piece.Raw[1..]}"),
        _ => null,
    };

    private static TextProblem Undefined(TextPiece piece, ITextScope scope) =>
        new(
            scope.IsOfEnvironment(piece.Value) ? "HRP2023.Environment" : scope.IsDefinedLater(piece.Value) ? "HRP2025" : "HRP2023",
            piece.Raw, $"%24{piece.Raw[1..]}");

    private static string CorrectBody(string body, ITextScope scope) => Expand(TextScanner.Scan(body), scope).Corrected;

    private static bool IsPerFile(string property) =>
        property.StartsWith(PerFileProperties, StringComparison.OrdinalIgnoreCase);
}
