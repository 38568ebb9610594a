using Harpoon.Engine.Client.Api.Images;

namespace Harpoon.Engine.Builds.Requests;

/// <summary>An image that a build starts from or copies from, as the engine has it.</summary>
/// <param name="Reference">What the Dockerfile calls it.</param>
/// <param name="Details">What the engine says of it; null if it has none, or can't say.</param>
internal sealed record BaseImageState(string Reference, ImageDetails? Details);
