namespace Harpoon.Engine.Registries;

/// <summary>An image for one platform of several, where the engine's store holds no index: each is an image of its own there.</summary>
/// <param name="Platform">The platform, as it was asked for.</param>
/// <param name="Id">The image's id.</param>
public sealed record PlatformImage(string Platform, string Id);
