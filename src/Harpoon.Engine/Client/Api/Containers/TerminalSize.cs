namespace Harpoon.Engine.Client.Api.Containers;

/// <summary>The size of a terminal, in characters.</summary>
/// <param name="Columns">How wide it is.</param>
/// <param name="Rows">How high it is.</param>
public readonly record struct TerminalSize(int Columns, int Rows);
