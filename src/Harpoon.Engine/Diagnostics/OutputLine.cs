namespace Harpoon.Engine.Diagnostics;

/// <summary>A line of output, without its line break.</summary>
/// <param name="Channel">Where it was written.</param>
/// <param name="Text">The line, decoded as UTF-8.</param>
public readonly record struct OutputLine(OutputChannel Channel, string Text);
