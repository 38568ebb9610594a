using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Registries;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Builds.References;

/// <summary>
/// Pulls the base images of a build that is on other projects' images, for <c>DockerBuildPull</c>: a builder that pulls would look for all of its bases in registries.
/// </summary>
internal static class PulledBases
{
    /// <summary>What the builder gets, when all that comes from a registry is pulled.</summary>
    /// <exception cref="HarpoonException">As a pull.</exception>
    public static async Task<ImageBuildPlan> PullAsync(ImageBuildPlan plan, IEngine engine, HostEnvironment host, IReport report, CancellationToken cancellationToken)
    {
        var request = plan.Request;
        if (!request.Pull || !request.IsForStore || !request.NamedContexts.Any(context => context.IsProject))
        {
            return plan;
        }

        var images = request.Reading.Bases
            .Where(image => image.Unknown is null && !ImageIds.IsWhole(image.Reference) && ImageReference.TryParse(image.Reference, out _))
            .Select(image => new PullRequest(image.Reference, image.Platform ?? request.Platform, request.Credentials)
            {
                MayBeLocal = true,
                Location = request.Dockerfile.LocationOf(image.Line),
            });
        await ImagePulls.ExecuteAsync([.. images], engine, host, report, cancellationToken);
        return plan with { Request = request with { Pull = false } };
    }
}
