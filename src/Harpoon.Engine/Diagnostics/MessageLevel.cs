namespace Harpoon.Engine.Diagnostics;

/// <summary>How much a message matters, in MSBuild's three steps.</summary>
public enum MessageLevel
{
    /// <summary>For someone who looks for a reason: shown at detailed verbosity.</summary>
    Low,

    /// <summary>What was done: shown at normal verbosity.</summary>
    Normal,

    /// <summary>What the user asked for: always shown but at quiet verbosity.</summary>
    High,
}
