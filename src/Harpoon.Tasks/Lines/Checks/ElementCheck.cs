using Harpoon.Engine.Diagnostics;
using Harpoon.Tasks.Lines.Projects;
using Harpoon.Tasks.Lines.Received;
using Harpoon.Tasks.Lines.Texts;
using Microsoft.Build.Construction;
using Microsoft.Build.Evaluation;

namespace Harpoon.Tasks.Lines.Checks;

/// <summary>Compares an element as written with the items that the task got for it.</summary>
internal sealed class ElementCheck(ProjectEvaluation evaluation, FreeTextRule rule, ItemAlignment alignment)
{
    /// <summary>Whether an element's conditions don't hold, and the task could not see it among the items when they do.</summary>
    public bool SawSpoiltButInactive { get; private set; }

    /// <summary>What is wrong with an element; null if its text arrived as written, or when its conditions don't hold.</summary>
    public Diagnostic? Check(ProjectItemElement element)
    {
        var text = new ElementText(element, rule, evaluation.Project);
        var items = evaluation.ItemsOf(element);
        if (Code(text, items, out var piece) is { } code)
        {
            if (items.Count > 0 || evaluation.IsActive(element))
            {
                return Report(code, text.Raw, element, items, ProjectEvaluation.LocationOf(element.IncludeLocation), piece);
            }

            SawSpoiltButInactive |= LeavesNoTrace(text, element);
            return null;
        }

        return items.Select(item => CheckMetadata(element, item, items)).FirstOrDefault(found => found is not null);
    }

    /// <summary>Whether an element makes no item when its conditions hold: a pattern, or properties that are not defined. <c>Include="$(X)" Condition="'$(X)' != ''"</c> makes one.</summary>
    private static bool LeavesNoTrace(ElementText text, ProjectItemElement element) => text.HasWildcard
        || text.Pieces.All(piece => piece.Kind != TextPieceKind.Literal
            && !element.Condition.Contains(piece.Raw, StringComparison.OrdinalIgnoreCase));

    private string? Code(ElementText text, IReadOnlyList<ProjectItem> items, out TextProblem? piece)
    {
        piece = text.Expanded.Problem;
        if (piece is not null)
        {
            return piece.Code;
        }

        if (items.Count == 0)
        {
            // Nothing came of it: a pattern without files, separators alone, an empty property or list, or it was removed again.
            return text.HasWildcard ? "HRP2020" : text.IsNothingButSeparators ? "HRP2021" : null;
        }

        return items.Any(LostBackslash) ? "HRP2022" : CodeOfTexts(text, [.. items.Select(Include)]);
    }

    private string? CodeOfTexts(ElementText text, IReadOnlyList<string> texts)
    {
        if (text.IsList)
        {
            return rule.IsLine && !texts.All(rule.MayStart) ? "HRP2030" : null;
        }

        if (!text.HasWildcard && AreSomeOf(texts, text.Expected))
        {
            return null;
        }

        if (texts.Count == 1)
        {
            return text.Expected.Matches(texts[0]) ? null : CodeOfChange(text, texts[0]);
        }

        return text.Expected.Matches(string.Concat(texts), WithoutSeparators) && rule.AreWhole(texts) ? null
            : text.HasWildcard ? "HRP2020" : "HRP2021";
    }

    private static string CodeOfChange(ElementText text, string actual) =>
        text.HasWildcard ? "HRP2020"
        : text.Expected.Matches(actual, Slashes.Forward) ? "HRP2022"
        : SpecialCharacters.Any(text.Pieces, text.Scope, ";") ? "HRP2021" : "HRP2026";

    private Diagnostic? CheckMetadata(ProjectItemElement element, ProjectItem item, IReadOnlyList<ProjectItem> items)
    {
        foreach (var name in rule.Metadata)
        {
            if (item.GetMetadata(name) is not { } metadata || metadata.UnevaluatedValue.Length == 0)
            {
                continue;
            }

            var place = metadata.Xml is { } xml ? xml.Location : element.Location;
            var written = metadata.UnevaluatedValue;
            if (items.Count > 1 && rule.IsLine && metadata.Xml?.Parent == element && !new ElementText(element, rule, evaluation.Project).IsList)
            {
                // Each piece of the list would get the same metadata.
                return Report("HRP2021", element.Include, element, items, ProjectEvaluation.LocationOf(element.IncludeLocation), piece: null);
            }

            var text = TextExpander.Expand(TextScanner.Scan(written, FreeTextRule.EscapesIn(name)), new EndScope(evaluation.Project, item, rule.IsForShell(name)));
            var actual = alignment.Received(item)?.GetMetadata(name) ?? metadata.EvaluatedValue;
            var code = text.Problem?.Code
                ?? (text.Expected.Matches(actual) ? null
                    : text.Expected.Matches(actual, Slashes.Forward) ? "HRP2022" : "HRP2026");
            if (code is not null)
            {
                return Report(code, written, element, items, ProjectEvaluation.LocationOf(place), text.Problem);
            }
        }

        return null;
    }

    private Diagnostic Report(
        string code,
        string written,
        ProjectItemElement element,
        IReadOnlyList<ProjectItem> items,
        SourceLocation place,
        TextProblem? piece)
    {
        var corrected = new CorrectedElement(element, rule, evaluation, items.Count > 0 ? items[0] : null).Write();
        return Diagnostic.Of(code, element.ItemType, written, corrected, piece?.Written, piece?.Offer).At(place);
    }

    private bool LostBackslash(ProjectItem item) =>
        alignment.Received(item) is { } got
        && got.ItemSpec != item.EvaluatedInclude
        && got.ItemSpec == Slashes.Forward(item.EvaluatedInclude);

    private string Include(ProjectItem item) => alignment.Received(item)?.ItemSpec ?? item.EvaluatedInclude;

    /// <summary>Whether texts are left of a list of whole lines, the others excluded or removed.</summary>
    private bool AreSomeOf(IReadOnlyList<string> texts, ExpectedText expected)
    {
        if (expected.Parts.Contains(null))
        {
            return false;
        }

        var wanted = string.Concat(expected.Parts).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return wanted.Length > 1 && rule.AreWhole(wanted) && texts.All(wanted.Contains);
    }

    private static string WithoutSeparators(string text) =>
        string.Concat(text.Where(c => c != ';' && !char.IsWhiteSpace(c)));
}
