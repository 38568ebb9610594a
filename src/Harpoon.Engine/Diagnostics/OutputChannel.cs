namespace Harpoon.Engine.Diagnostics;

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
