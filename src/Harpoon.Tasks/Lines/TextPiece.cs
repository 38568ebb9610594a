namespace Harpoon.Tasks.Lines;

/// <summary>A piece of a text as it was written in a project.</summary>
/// <param name="Kind">What MSBuild takes it for.</param>
/// <param name="Raw">The piece as written.</param>
/// <param name="Value">What it means: a literal's text, or the name that is referred to.</param>
internal readonly record struct TextPiece(TextPieceKind Kind, string Raw, string Value);
