namespace Harpoon.Engine.Runs.Failures;

/// <summary>Whether a killed container was out of memory.</summary>
internal enum OutOfMemory
{
    /// <summary>It was not.</summary>
    No,

    /// <summary>It was.</summary>
    Yes,

    /// <summary>The engine can't tell.</summary>
    Unknown,
}
