using System.Collections.Immutable;
using Harpoon.Tasks.Lines.Received;
using Harpoon.Tasks.Lines.Texts;
using Microsoft.Build.Construction;
using Microsoft.Build.Evaluation;

namespace Harpoon.Tasks.Lines.Checks;

/// <summary>An element's <c>Include</c> as written, and what it must become.</summary>
internal sealed class ElementText
{
    public ElementText(ProjectItemElement element, FreeTextRule rule, Project project)
    {
        Scope = new EndScope(project, item: null, rule.IsForShell());
        Raw = element.Include.Trim();
        Pieces = TextScanner.Scan(Raw, FreeTextRule.MoreEscapes);
        Expanded = TextExpander.Expand(Pieces, Scope);
        Expected = Expanded.Expected.Trim();
    }

    public ITextScope Scope { get; }

    public string Raw { get; }

    public ImmutableArray<TextPiece> Pieces { get; }

    public ExpandedText Expanded { get; }

    /// <summary>The expanded text without the blanks around it.</summary>
    public ExpectedText Expected { get; }

    /// <summary>Whether it names other items, and so makes as many as there are.</summary>
    public bool IsList => Pieces.Any(piece => piece.Kind is TextPieceKind.Items or TextPieceKind.Transform);

    /// <summary>Whether it is a list of nothing: <c>;</c>.</summary>
    public bool IsNothingButSeparators => Pieces.All(piece => piece.Kind == TextPieceKind.Literal) && Raw.Trim(';', ' ', '\t', '\n').Length == 0;

    public bool HasWildcard => SpecialCharacters.Any(Pieces, Scope, SpecialCharacters.Wildcards);
}
