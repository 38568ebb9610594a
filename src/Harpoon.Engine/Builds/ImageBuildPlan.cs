using System.Collections.Immutable;
using Harpoon.Engine.Dockerfiles;

namespace Harpoon.Engine.Builds;

/// <summary>All that a builder needs to build an image; decided before anything is sent.</summary>
/// <param name="Dockerfile">What to build.</param>
/// <param name="Tags">The full references that the image gets.</param>
public sealed record ImageBuildPlan(Dockerfile Dockerfile, ImmutableArray<string> Tags);
