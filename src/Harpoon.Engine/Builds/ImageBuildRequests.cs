using Harpoon.Engine.Builds.Offers;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Endpoints;
using Harpoon.Engine.Engines;
using Harpoon.Engine.Hosting;
using Harpoon.Engine.Images;

namespace Harpoon.Engine.Builds;

/// <summary>Turns what a project says into what an engine is asked, without asking it anything.</summary>
internal static class ImageBuildRequests
{
    private const string DefaultPlatform = "DOCKER_DEFAULT_PLATFORM";

    /// <exception cref="HarpoonException">Something that the project says can't be built.</exception>
    public static ImageBuildRequest Of(ImageBuildOptions options, Endpoint endpoint, HostEnvironment host, IReport report)
    {
        var tags = ImageNames.Resolve(options.Image, options.Tags, options.ProjectName);
        var dockerfile = DockerfileChoice.Of(options, host);
        var target = NullIfEmpty(options.Target);
        var request = new ImageBuildRequest(dockerfile, DockerfileSyntax.Parse(dockerfile).UpTo(target), [.. tags.Select(tag => tag.ToString())])
        {
            Target = target,
            Platform = NullIfEmpty(options.Platform) ?? NullIfEmpty(host.Variable(DefaultPlatform)),
            Network = NullIfEmpty(options.Network),
            Pull = options.Pull,
            NoCache = options.NoCache,
            Arguments = BuildArguments.Resolve(options.Arguments, ProxySettings.Of(host, endpoint, report), host),
            Labels = new Dictionary<string, string>(options.Labels, StringComparer.Ordinal) { [HarpoonLabels.Project] = options.ProjectLabel },
            CacheFrom = options.CacheFrom,
            Builder = options.Builder,
            Secrets = options.Secrets,
            SshForwards = options.SshForwards,
        };
        OfferCheck.ThrowUnlessGiven(request, host);
        return request;
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
