namespace Harpoon.Tasks.Lines.Texts;

/// <summary>A piece of a text that MSBuild changes silently.</summary>
/// <param name="Code">The diagnostic's code.</param>
/// <param name="Written">The piece as written.</param>
/// <param name="Offer">What to write for it.</param>
internal sealed record TextProblem(string Code, string Written, string Offer);
