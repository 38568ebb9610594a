using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.Requests;

/// <summary>One way to build an image: the classic builder, or BuildKit.</summary>
internal interface IImageBuilder
{
    /// <summary>Builds, reporting each line as it comes. A build that fails or is cancelled leaves no container behind.</summary>
    /// <exception cref="HarpoonException">A step failed, or the engine refused.</exception>
    Task<ImageBuildResult> BuildAsync(ImageBuildPlan plan, IReport report, CancellationToken cancellationToken);
}
