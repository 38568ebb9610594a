namespace Harpoon.Engine.Runs.Options.Volumes;

/// <summary>A place in a container where something else is than in its image.</summary>
/// <param name="Source">The full path of the file or folder of this machine that is there; null where it is none of this machine's, as in a volume.</param>
/// <param name="Target">Where in the container, as a full path without a slash at its end.</param>
public sealed record MountedFolder(string? Source, string Target);
