using System.Collections.Immutable;
using Harpoon.Engine.Builds.Outputs;
using Harpoon.Engine.Client;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;

namespace Harpoon.Engine.Builds.Requests;

/// <summary>How an engine builds for several platforms, by BuildKit alone: at once where its store holds an index of images under one name, and otherwise one after the other.</summary>
internal static class SeveralPlatforms
{
    /// <summary>The request, which knows whether each platform is built by itself.</summary>
    /// <exception cref="HarpoonException">HRP5041: another builder builds; HRP5043: the archive can't hold the result.</exception>
    public static async Task<ImageBuildRequest> PutInAsync(ImageBuildRequest request, IEngine engine, IReport report, CancellationToken cancellationToken)
    {
        if (request.Platforms.IsEmpty)
        {
            return request;
        }

        if (!request.ByBuildKit)
        {
            throw new HarpoonException(Diagnostic.Of("HRP5041", request.Builder.WhyClassic ?? $"{OptionNames.Builder} is classic").AboutProperty(OptionNames.BuildPlatforms));
        }

        if (request.Output is { Kind: OutputKind.Docker })
        {
            throw new HarpoonException(Diagnostic.Of("HRP5043").AboutProperty(OptionNames.BuildPlatforms));
        }

        if (request.Output is not null)
        {
            return request;
        }

        using var info = await engine.InfoAsync(cancellationToken);
        var information = EngineInformation.Read(info.RootElement);
        return information.IsContainerd ? request : request with { Parts = Parts(request, information, report) };
    }

    /// <summary>The platforms of which an engine can keep images under one name: of those of a store without indexes, the engine's own.</summary>
    public static async Task<ImmutableArray<string>> HeldAsync(ImmutableArray<string> platforms, IEngine engine, IReport report, CancellationToken cancellationToken)
    {
        using var info = await engine.InfoAsync(cancellationToken);
        var information = EngineInformation.Read(info.RootElement);
        if (information.IsContainerd)
        {
            return platforms;
        }

        var own = OwnOf(platforms, information) ?? platforms[0];
        report.Message(MessageLevel.High, $"The base images are pulled for {own} only: the engine's image store holds one platform of a name. BuildKit fetches the others when it builds.");
        return [own];
    }

    /// <summary>The tags stand for the engine's own platform. It is built last, so that a platform that fails moves no tag.</summary>
    private static ImmutableArray<PlatformBuild> Parts(ImageBuildRequest request, EngineInformation engine, IReport report)
    {
        var own = OwnOf(request.Platforms, engine);
        if (own is null)
        {
            own = request.Platforms[0];
            report.Message(MessageLevel.High, $"{OptionNames.BuildPlatforms} does not contain the engine's own platform: on the engine, {string.Join(", ", request.Tags)} is the image for {own}.");
        }

        return
        [
            .. request.Platforms.Where(platform => platform != own).Select(platform => new PlatformBuild(platform, [PlatformBuild.NameOf(request.Name, platform)])),
            new PlatformBuild(own, request.Tags),
        ];
    }

    private static string? OwnOf(ImmutableArray<string> platforms, EngineInformation information) =>
        PlatformName.OfEngine(information.OSType, information.Architecture) is { } engine
            ? platforms.FirstOrDefault(platform => PlatformName.Parse(platform, engine) == engine)
            : null;
}
