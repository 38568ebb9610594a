using Harpoon.Engine.Builds.Apps;
using Harpoon.Engine.Builds.BuildKit;
using Harpoon.Engine.Builds.Caches;
using Harpoon.Engine.Builds.Classic;
using Harpoon.Engine.Builds.Metadata;
using Harpoon.Engine.Builds.Outputs;
using Harpoon.Engine.Builds.Remote;
using Harpoon.Engine.Builds.Remote.Addresses;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Registries;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Builds;

/// <summary>Turns what a project says into what an engine is asked, without asking it anything.</summary>
internal static class ImageBuildRequests
{
    /// <param name="options">What the project says.</param>
    /// <param name="endpoint">Where the engine listens.</param>
    /// <param name="engine">What the engine can do.</param>
    /// <param name="host">This machine.</param>
    /// <param name="report">Hears which builder builds, where it was not asked for.</param>
    /// <exception cref="HarpoonException">Something that the project says can't be built.</exception>
    public static ImageBuildRequest Of(
        ImageBuildOptions options, Endpoint endpoint, EngineCapabilities engine, HostEnvironment host, IReport report)
    {
        var tags = ImageNames.Resolve(options.Image, options.Tags, options.ProjectName);
        var dockerfile = DockerfileChoice.Of(options, host);
        var target = NullIfEmpty(options.Target);
        var builder = Decide(options.Builder, engine, host, report);
        var platform = options.Platforms.IsEmpty ? BuildPlatform.Of(options, host) : null;
        var whole = DockerfileParser.Parse(dockerfile);
        StepOptionCheck.CheckStages(options.Steps, whole);
        var syntax = whole.UpTo(target, builder.IsBuildKit);
        var date = SourceDate.Of(options.Metadata.SourceDateEpoch, host);
        var caches = BuildCaches.Of(new(options.CacheFrom, options.CacheTo), options.Cache, tags[0], builder.WhyClassic, host, report);
        var request = new ImageBuildRequest(dockerfile, syntax, [.. (options.DeliveryOfImage == ImageDelivery.Registry ? PushNames.Of(tags, NullReport.Instance) : tags).Select(tag => tag.ToString())])
        {
            Delivery = options.DeliveryOfImage,
            Target = target,
            Platform = platform,
            Platforms = options.Platforms,
            Network = NullIfEmpty(options.Network),
            Output = BuildOutputs.Parse(options.Output, options.Archive, host),
            Pull = options.Pull,
            NoCache = options.NoCache,
            Steps = options.Steps,
            Metadata = MetadataOf(options.Metadata, date),
            Arguments = SourceDateArgument.PutIn(
                BuildArguments.Resolve(options.Arguments, ProxySettings.Of(host, endpoint, report), host), date, builder, syntax),
            Labels = LabelsOf(options, date, host),
            NamedContexts = ImageLayouts.Resolve(NamedContextSources.Resolve(options.NamedContexts, host), host),
            CacheFrom = caches.From,
            CacheTo = caches.To,
            Builder = builder,
            Automatic = EnginePlatform.Arguments(builder, platform, engine: null, hasSeveral: !options.Platforms.IsEmpty),
            Secrets = options.Secrets,
            SshForwards = options.SshForwards,
            Credentials = options.Credentials,
        };
        if (request is { ByBuildKit: false, Syntax.Refusal: { } refusal })
        {
            // The classic builder passes over '# syntax'.
            throw new HarpoonException(refusal.Diagnostics, refusal);
        }

        foreach (var warning in request.Syntax.Warnings)
        {
            report.Warning(warning);
        }

        OutputRefusal.ThrowIfClassic(request);
        DeliveryRefusal.ThrowIfNeeded(request);
        NamedContextSources.ThrowUnlessThere(request.NamedContexts);
        FrontendRefusal.ThrowIfNeeded(request);
        NetworkRefusal.ThrowIfNeeded(request);
        ContextRefusal.ThrowIfNeeded(request);
        StepOptionCheck.ThrowIfRefused(request);
        MetadataCheck.ThrowIfNoIndex(request.Metadata, request.Platforms.Length > 1);
        BuildSecretCheck.ThrowUnlessGiven(request, host);
        return request;
    }

    /// <summary>The same, with what only the engine can say.</summary>
    /// <exception cref="HarpoonException">Something that the project says can't be built.</exception>
    public static async Task<ImageBuildRequest> OfAsync(
        ImageBuildOptions options, IEngine engine, HostEnvironment host, IReport report, CancellationToken cancellationToken, bool pulls = false)
    {
        if (options.App is { } app)
        {
            options = options with
            {
                App = await AppBases.PutInAsync(app, BuildPlatform.Of(options, host), options.Credentials, pulls, engine, host, report, cancellationToken),
            };
        }

        var request = Of(options, engine.Endpoint, engine.Capabilities, host, report);
        return await MetadataCheck.PutInAsync(await EnginePlatform.PutInAsync(request, engine, cancellationToken), engine, report, cancellationToken);
    }

    private static BuilderDecision Decide(BuilderChoice asked, EngineCapabilities engine, HostEnvironment host, IReport report)
    {
        var decision = BuilderDecision.Of(asked, engine, host);
        if (asked == BuilderChoice.Auto && decision.WhyClassic is { } reason)
        {
            report.Message(MessageLevel.Low, $"Building with the classic builder, because {reason}.");
        }

        return decision;
    }

    /// <summary>A label that the project gives itself goes before one of the image specification.</summary>
    private static Dictionary<string, string> LabelsOf(ImageBuildOptions options, SourceDate? date, HostEnvironment host)
    {
        var labels = new Dictionary<string, string>(OciLabels.Of(options.Metadata, date, host), StringComparer.Ordinal);
        foreach (var (name, value) in options.App is { } app ? AppDockerfile.OtherLabels(app) : [])
        {
            labels[name] = value;
        }

        foreach (var (name, value) in options.Labels)
        {
            labels[name] = value;
        }

        labels[HarpoonLabels.Project] = options.ProjectLabel;
        return labels;
    }

    private static ImageMetadata MetadataOf(ImageMetadataOptions options, SourceDate? date) => new()
    {
        SourceDate = date,
        Provenance = options.Provenance,
        Sbom = options.Sbom,
        Annotations = options.Annotations,
    };

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
