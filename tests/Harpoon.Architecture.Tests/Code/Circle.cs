namespace Harpoon.Architecture.Tests.Code;

/// <summary>Places that use each other.</summary>
/// <param name="Places">The places.</param>
/// <param name="Arrows">The uses between them.</param>
internal sealed record Circle(IReadOnlyList<string> Places, IReadOnlyList<Arrow> Arrows)
{
    private const int Shown = 10;

    // The thinnest arrows are the likely ones to turn.
    public override string ToString() =>
        string.Join(", ", Places) + string.Concat(Arrows.OrderBy(arrow => arrow.Uses.Count).Take(Shown).Select(arrow => $"\n    {arrow}"));
}

/// <summary>The uses of one place by another.</summary>
/// <param name="From">The place that uses.</param>
/// <param name="To">The place that is used.</param>
/// <param name="Uses">The types.</param>
internal sealed record Arrow(string From, string To, IReadOnlyList<(CodeType From, CodeType To)> Uses)
{
    private const int Shown = 5;

    public override string ToString() =>
        $"{From} → {To}: {string.Join(", ", Uses.Take(Shown).Select(use => $"{use.From} uses {use.To}"))}{(Uses.Count > Shown ? ", …" : "")}";
}
