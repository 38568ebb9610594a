using Harpoon.Engine.Diagnostics;
using Harpoon.Tasks.Lines.Projects;
using Harpoon.Tasks.Lines.Received;
using Harpoon.Tasks.Lines.Texts;
using Microsoft.Build.Construction;

namespace Harpoon.Tasks.Lines.Checks;

/// <summary>Looks at an element within a target by its raw text alone: what its properties are when the target runs is not known.</summary>
internal sealed class TargetElementCheck(ProjectEvaluation evaluation, FreeTextRule rule)
{
    public Diagnostic? Check(ProjectItemElement element)
    {
        var pieces = TextScanner.Scan(element.Include, FreeTextRule.MoreEscapes);
        var found = CodeOf(element.Include, pieces);
        var place = element.IncludeLocation;
        var written = element.Include;
        foreach (var metadata in element.Metadata.Where(child => rule.Metadata.Contains(child.Name, StringComparer.OrdinalIgnoreCase)))
        {
            if (found is null && SureProblem(TextScanner.Scan(metadata.Value, FreeTextRule.EscapesIn(metadata.Name))) is { } problem)
            {
                (found, place, written) = ((problem.Code, problem), metadata.Location, metadata.Value);
            }
        }

        if (found is not var (code, piece))
        {
            return null;
        }

        var corrected = new CorrectedElement(element, rule, evaluation, item: null).Write();
        return Diagnostic.Of(code, element.ItemType, written, corrected, piece?.Written, piece?.Offer)
            .At(ProjectEvaluation.LocationOf(place));
    }

    private (string Code, TextProblem? Piece)? CodeOf(string include, IReadOnlyList<TextPiece> pieces)
    {
        if (SureProblem(pieces) is { } problem)
        {
            return (problem.Code, problem);
        }

        var literals = string.Concat(pieces.Select(piece => piece.Kind == TextPieceKind.Literal ? piece.Raw : ""));
        if (literals.AsSpan().ContainsAny(SpecialCharacters.Wildcards))
        {
            return ("HRP2020", null);
        }

        if (literals.Contains('\\', StringComparison.Ordinal) && !OperatingSystem.IsWindows())
        {
            return ("HRP2022", null);
        }

        var texts = include.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var areWhole = !literals.Contains(';', StringComparison.Ordinal) || (texts.Length > 0 && texts.All(rule.MayStart) && rule.AreWhole(texts)) || rule.AreNames(texts);
        return areWhole ? null : ("HRP2021", null);
    }

    private static TextProblem? SureProblem(IEnumerable<TextPiece> pieces) =>
        TextExpander.Expand([.. pieces.Where(piece => piece.Kind is TextPieceKind.StrayEscape or TextPieceKind.ShellSubstitution)], UnknownScope.Instance)
            .Problem;
}
