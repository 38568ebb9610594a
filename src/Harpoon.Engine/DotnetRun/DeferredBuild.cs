using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client.Connecting.Endpoints;

namespace Harpoon.Engine.DotnetRun;

/// <summary>An image's build that another process does, later: <c>dotnet run</c> hides what its own build says.</summary>
/// <param name="Project">The full path of the project.</param>
/// <param name="Endpoint">Which engine builds.</param>
/// <param name="Options">What to build.</param>
public sealed record DeferredBuild(string Project, EndpointOptions Endpoint, ImageBuildOptions Options);
