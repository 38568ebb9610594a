using Harpoon.Tasks.Lines.Texts;

namespace Harpoon.Tasks.Lines.Checks;

/// <summary>What might be written instead.</summary>
/// <param name="Xml">One element or several.</param>
/// <param name="Meant">The text that each must become; where it is itself as written, what stands there.</param>
internal sealed record Correction(string Xml, IReadOnlyList<ExpectedText> Meant);
