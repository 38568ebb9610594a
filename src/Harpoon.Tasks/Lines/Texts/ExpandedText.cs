namespace Harpoon.Tasks.Lines.Texts;

/// <summary>A text as written, with its defined properties put in.</summary>
/// <param name="Expected">What it must become.</param>
/// <param name="Problem">The first piece that MSBuild changes silently; null for none.</param>
/// <param name="Corrected">What to write, so that each piece means itself.</param>
internal sealed record ExpandedText(ExpectedText Expected, TextProblem? Problem, string Corrected);
