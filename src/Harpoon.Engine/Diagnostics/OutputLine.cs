namespace Harpoon.Engine.Diagnostics;

/// <summary>A line of output, without its line break.</summary>
/// <param name="Channel">Where it was written.</param>
/// <param name="Text">The line, decoded as UTF-8.</param>
public readonly record struct OutputLine(OutputChannel Channel, string Text);

/// <summary>Where a line of output was written.</summary>
public enum OutputChannel
{
    /// <summary>A container's standard output.</summary>
    StandardOutput,

    /// <summary>A container's standard error.</summary>
    StandardError,

    /// <summary>The engine's report of a build or a pull.</summary>
    Build,
}
