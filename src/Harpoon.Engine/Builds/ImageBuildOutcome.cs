using System.Collections.Immutable;
using Harpoon.Engine.Builds.Results;
using Harpoon.Engine.Registries;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Builds;

/// <summary>What became of an image's build.</summary>
/// <param name="Result">What was made.</param>
/// <param name="Tags">Every reference that stands for it.</param>
/// <param name="RenderedDockerfilePath">Where the Dockerfile of lines or text was written; null if the user's own file was built.</param>
public sealed record ImageBuildOutcome(ImageResult Result, ImmutableArray<string> Tags, string? RenderedDockerfilePath)
{
    /// <summary>The image's id, read back from the engine; empty if none was made.</summary>
    public string ImageId => Output is null ? Result.Id : "";

    /// <summary>Whether nothing was done, since nothing had changed.</summary>
    public bool UpToDate => Result.UpToDate;

    /// <summary>The image's id as the docker CLI shows it.</summary>
    public string ShortId => ImageIds.Shorten(ImageId);

    /// <summary>The name that holds the image for others; null if it has none.</summary>
    public string? HeldName { get; init; }

    /// <summary>The folder or file that was written in place of an image; null for an image.</summary>
    public string? Output { get; init; }

    /// <summary>The images of several platforms, where the engine has one for each: in the order of the platforms. Empty otherwise.</summary>
    public ImmutableArray<PlatformImage> Platforms { get; init; } = [];

    /// <summary>What the build itself pushed, so that no engine has it; its id is the digest that registries know it by.</summary>
    public ImmutableArray<PushedImage> Pushed { get; init; } = [];
}
