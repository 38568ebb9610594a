namespace Harpoon.Engine.Graphs;

/// <summary>What the next build does with an image.</summary>
public enum GraphState
{
    /// <summary>It can't be known.</summary>
    Unknown,

    /// <summary>The project has no image.</summary>
    NoImage,

    /// <summary>Nothing.</summary>
    UpToDate,

    /// <summary>It builds it.</summary>
    Build,
}
