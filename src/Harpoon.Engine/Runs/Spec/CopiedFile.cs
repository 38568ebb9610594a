namespace Harpoon.Engine.Runs.Spec;

/// <summary>A file that was copied out of a container.</summary>
/// <param name="Path">Its full path on this machine.</param>
/// <param name="ContainerPath">Its path in the container.</param>
public sealed record CopiedFile(string Path, string ContainerPath);
