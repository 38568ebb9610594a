using System.Collections.Immutable;
using Harpoon.Engine.Builds.Requests;

namespace Harpoon.Engine.Builds;

/// <summary>What became of an image's build.</summary>
/// <param name="ImageId">The image's id, read back from the engine.</param>
/// <param name="Tags">Every reference that stands for it.</param>
/// <param name="UpToDate">Whether nothing was done, since nothing had changed.</param>
/// <param name="RenderedDockerfilePath">Where the Dockerfile of lines or text was written; null if the user's own file was built.</param>
public sealed record ImageBuildOutcome(string ImageId, ImmutableArray<string> Tags, bool UpToDate, string? RenderedDockerfilePath)
{
    /// <summary>The image's id as the docker CLI shows it.</summary>
    public string ShortId => BuildSummary.Short(ImageId);
}
