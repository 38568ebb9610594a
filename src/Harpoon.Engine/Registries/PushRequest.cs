using System.Collections.Immutable;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Registries;

/// <summary>Images to push.</summary>
/// <param name="Names">The names, each with its tag, of images that the engine has.</param>
/// <param name="ImageId">The id of the image that all of them stand for, where it is known: then that is what is pushed, also where another build took a name meanwhile. Null for what each name stands for.</param>
/// <param name="Credentials">The credentials that the project names.</param>
public sealed record PushRequest(ImmutableArray<ImageReference> Names, string? ImageId, ImmutableArray<CredentialSource> Credentials)
{
    /// <summary>Whether it was built for several platforms, each of which is an item of its own.</summary>
    public bool HasPlatforms { get; init; }

    /// <summary>The images of these platforms, where the engine has one for each and no index.</summary>
    public ImmutableArray<PlatformImage> Platforms { get; init; } = [];
}
