namespace Harpoon.Engine.Engines;

/// <summary>A container to create.</summary>
/// <param name="Image">The image's reference or id.</param>
public sealed record ContainerSpec(string Image);
