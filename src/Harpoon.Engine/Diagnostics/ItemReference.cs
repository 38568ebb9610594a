namespace Harpoon.Engine.Diagnostics;

/// <summary>An item of a project, that something is wrong with.</summary>
/// <param name="Name">Its name: <c>DockerBuildSecret</c>.</param>
/// <param name="Include">Its text.</param>
public sealed record ItemReference(string Name, string Include)
{
    /// <summary>What distinguishes it from another of the same text; null if there is no such other.</summary>
    public ItemMark? Mark { get; init; }
}

/// <summary>Metadata that distinguishes an item from others of the same text.</summary>
/// <param name="Name">Its name: <c>Access</c>.</param>
/// <param name="Value">Its value.</param>
public sealed record ItemMark(string Name, string Value);
