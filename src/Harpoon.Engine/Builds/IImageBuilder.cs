using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds;

/// <summary>One way to build an image: the classic builder, or BuildKit.</summary>
public interface IImageBuilder
{
    /// <summary>Builds, reporting each line as it comes, and returns the id of the image that was built.</summary>
    /// <exception cref="HarpoonException">A step failed, or the engine refused.</exception>
    Task<string> BuildAsync(ImageBuildPlan plan, IReport report, CancellationToken cancellationToken);
}
