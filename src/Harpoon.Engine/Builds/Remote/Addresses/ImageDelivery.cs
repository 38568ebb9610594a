namespace Harpoon.Engine.Builds.Remote.Addresses;

/// <summary>Where an image goes that a build makes.</summary>
internal enum ImageDelivery
{
    /// <summary>Into the image store of the engine that builds it.</summary>
    Store,

    /// <summary>From a BuildKit that is no engine's into an engine.</summary>
    Engine,

    /// <summary>From a BuildKit that is no engine's into the registries that its names lead to.</summary>
    Registry,
}
