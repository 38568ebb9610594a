using Harpoon.Engine.Builds;
using Harpoon.Engine.Endpoints;

namespace Harpoon.Engine.Deferred;

/// <summary>An image's build that another process does, later: <c>dotnet run</c> hides what its own build says.</summary>
/// <param name="Project">The full path of the project.</param>
/// <param name="Endpoint">Which engine builds.</param>
/// <param name="Options">What to build.</param>
public sealed record DeferredBuild(string Project, EndpointOptions Endpoint, ImageBuildOptions Options);
