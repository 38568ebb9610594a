using System.Collections.Immutable;
using System.Collections.ObjectModel;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Dockerfiles.Lines;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Registries;
using Harpoon.Engine.Registries.References;
using Harpoon.Engine.Runs.Options;
using Harpoon.Engine.Services.Spec;

namespace Harpoon.Engine.Services;

/// <summary>The images that a project needs from registries: the bases of its Dockerfile, and those of its services.</summary>
public static class NeededImages
{
    /// <param name="options">What the project builds.</param>
    /// <param name="services">Its services.</param>
    /// <param name="host">This machine.</param>
    /// <param name="connect">Connects to the engine; called only if an image depends on the engine's platform.</param>
    /// <param name="report">Gets a warning for each image that can't be known (HRP2040).</param>
    /// <param name="cancellationToken">Ends the call to the engine.</param>
    /// <exception cref="HarpoonException">What the project builds can't be read, or no engine answers.</exception>
    public static async Task<ImmutableArray<PullRequest>> FindAsync(
        ImageBuildOptions options,
        ServiceGraph services,
        HostEnvironment host,
        Func<CancellationToken, Task<IEngine>> connect,
        IReport report,
        CancellationToken cancellationToken)
    {
        var own = ImageNames.Resolve(options.Image, options.Tags, options.ProjectName).Select(name => name.ToString()).ToHashSet(StringComparer.Ordinal);
        var bases = await BasesAsync(options, host, connect, report, cancellationToken);
        return
        [
            .. bases.Concat(Images(services))
                .Where(image => ImageReference.TryParse(image.Image, out var name) && !own.Contains(name.Tagged().ToString()))
                .DistinctBy(image => (image.Image, image.Platform)),
        ];
    }

    private static async Task<ImmutableArray<PullRequest>> BasesAsync(
        ImageBuildOptions options, HostEnvironment host, Func<CancellationToken, Task<IEngine>> connect, IReport report, CancellationToken cancellationToken)
    {
        if (!DockerfileChoice.IsThere(options, host))
        {
            return [];
        }

        var dockerfile = DockerfileChoice.Of(options, host);
        var syntax = DockerfileParser.Parse(dockerfile).UpTo(Text(options.Target), byBuildKit: true);
        var platforms = await PlatformsAsync(options, host, connect, report, cancellationToken);
        var images = ImmutableArray.CreateBuilder<PullRequest>();
        foreach (var platform in platforms)
        {
            images.AddRange(await BasesAsync(options, host, dockerfile, syntax, platform, connect, images.Count == 0 ? report : NullReport.Instance, cancellationToken));
        }

        return images.ToImmutable();
    }

    /// <summary>The platforms whose base images are pulled; null for the engine's own.</summary>
    private static async Task<ImmutableArray<string?>> PlatformsAsync(
        ImageBuildOptions options, HostEnvironment host, Func<CancellationToken, Task<IEngine>> connect, IReport report, CancellationToken cancellationToken)
    {
        if (options.Platforms.IsEmpty)
        {
            return [BuildPlatform.Of(options, host)];
        }

        await using var engine = await connect(cancellationToken);
        return [.. await SeveralPlatforms.HeldAsync(options.Platforms, engine, report, cancellationToken)];
    }

    private static async Task<ImmutableArray<PullRequest>> BasesAsync(
        ImageBuildOptions options,
        HostEnvironment host,
        Dockerfile dockerfile,
        DockerfileSyntax syntax,
        string? platform,
        Func<CancellationToken, Task<IEngine>> connect,
        IReport report,
        CancellationToken cancellationToken)
    {
        var arguments = BuildArguments.Resolve(options.Arguments, ReadOnlyDictionary<string, string>.Empty, host);
        var contexts = NamedContextSources.Resolve(options.NamedContexts, host);
        var reading = DockerfileReader.Read(syntax, arguments, EnginePlatform.Arguments(platform, capabilities: null, engine: null), contexts);
        if (reading.Unknown is not null)
        {
            await using var engine = await connect(cancellationToken);
            reading = DockerfileReader.Read(syntax, arguments, EnginePlatform.Arguments(platform, engine.Capabilities, await EnginePlatform.AskAsync(engine, cancellationToken)), contexts);
        }

        foreach (var image in reading.Bases.Where(image => image.Unknown is not null))
        {
            report.Warning(Diagnostic.Of("HRP2040", image.Unknown).At(dockerfile.LocationOf(image.Line)));
        }

        // A stage that is made of another project's image names what is in no registry.
        return
        [
            .. reading.Bases.Where(image => image.Unknown is null).Select(image =>
                new PullRequest(image.Reference, Text(image.Platform) ?? platform, []) { MayBeLocal = true, Location = dockerfile.LocationOf(image.Line) }),
        ];
    }

    private static IEnumerable<PullRequest> Images(ServiceGraph services) => services.InOrder
        .Where(service => service.Run.Pull != PullPolicy.Never)
        .Select(service => new PullRequest(service.Run.Image, service.Run.Container.Platform, [])
        {
            MayBeLocal = service.Run.Pull == PullPolicy.Missing,
            Item = service.Item,
        });

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
