namespace Harpoon.Engine.Runs;

/// <summary>Whether a killed container was out of memory.</summary>
internal enum MemoryVerdict
{
    /// <summary>It was not.</summary>
    No,

    /// <summary>It was.</summary>
    Yes,

    /// <summary>The engine can't tell.</summary>
    Unknown,
}
