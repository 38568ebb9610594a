namespace Harpoon.Engine.Diagnostics;

/// <summary>Metadata that distinguishes an item from others of the same text.</summary>
/// <param name="Name">Its name: <c>Access</c>.</param>
/// <param name="Value">Its value.</param>
public sealed record ItemMark(string Name, string Value);
