namespace Harpoon.Engine.Builds;

/// <summary>Which image a base image was in a build.</summary>
/// <param name="Reference">What the Dockerfile calls it.</param>
/// <param name="Id">Its id, a digest.</param>
internal sealed record BaseImageId(string Reference, string Id);
