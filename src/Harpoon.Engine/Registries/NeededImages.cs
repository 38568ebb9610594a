using System.Collections.Immutable;
using System.Collections.ObjectModel;
using Harpoon.Engine.Builds;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Hosting;
using Harpoon.Engine.Images;
using Harpoon.Engine.Runs.Options;
using Harpoon.Engine.Services;

namespace Harpoon.Engine.Registries;

/// <summary>The images that a project needs from registries: the bases of its Dockerfile, and those of its services.</summary>
public static class NeededImages
{
    /// <param name="options">What the project builds.</param>
    /// <param name="services">Its services.</param>
    /// <param name="host">This machine.</param>
    /// <exception cref="HarpoonException">What the project builds can't be read.</exception>
    public static ImmutableArray<PullRequest> Of(ImageBuildOptions options, ServiceGraph services, HostEnvironment host)
    {
        var own = ImageNames.Resolve(options.Image, options.Tags, options.ProjectName).Select(name => name.ToString()).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Bases(options, host).Concat(Images(services))
                .Where(image => ImageReference.TryParse(image.Image, out var name) && !own.Contains(name.Tagged().ToString()))
                .DistinctBy(image => (image.Image, image.Platform)),
        ];
    }

    private static IEnumerable<PullRequest> Bases(ImageBuildOptions options, HostEnvironment host)
    {
        if (!DockerfileChoice.IsThere(options, host))
        {
            return [];
        }

        var dockerfile = DockerfileChoice.Of(options, host);
        var syntax = DockerfileSyntax.Parse(dockerfile).UpTo(Text(options.Target));
        var arguments = BuildArguments.Resolve(options.Arguments, ReadOnlyDictionary<string, string>.Empty, host);
        var platform = BuildPlatform.Of(options, host);

        // A stage that is made of another project's image names what is in no registry.
        return syntax.BaseImages(arguments).Select(image =>
            new PullRequest(image.Reference, Text(image.Platform) ?? platform, []) { MayBeLocal = true, Location = dockerfile.LocationOf(image.Line) });
    }

    private static IEnumerable<PullRequest> Images(ServiceGraph services) => services.InOrder
        .Where(service => service.Run.Pull != PullPolicy.Never)
        .Select(service => new PullRequest(service.Run.Image, service.Run.Platform, [])
        {
            MayBeLocal = service.Run.Pull == PullPolicy.Missing,
            Item = service.Item,
        });

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
