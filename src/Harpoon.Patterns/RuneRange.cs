using System.Text;

namespace Harpoon.Patterns;

/// <summary>Characters that follow each other.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Last">The last of them.</param>
internal sealed record RuneRange(Rune First, Rune Last);
