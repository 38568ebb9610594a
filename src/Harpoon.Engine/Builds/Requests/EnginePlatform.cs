using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Dockerfiles;

namespace Harpoon.Engine.Builds.Requests;

/// <summary>The arguments that BuildKit defines for each Dockerfile, for which the engine's platform may have to be asked for.</summary>
internal static class EnginePlatform
{
    /// <summary>A request with the engine's platform, if a base image depends on it.</summary>
    public static async Task<ImageBuildRequest> PutInAsync(
        ImageBuildRequest request, IEngine engine, CancellationToken cancellationToken) =>
        request.ByBuildKit && request.Reading.Unknown is not null
            ? request with { Automatic = Arguments(request.Builder, request.Platform, await AskAsync(engine, cancellationToken), !request.Platforms.IsEmpty) }
            : request;

    /// <summary>What a builder defines.</summary>
    /// <param name="builder">Which builder.</param>
    /// <param name="platform">What is built for; null for the engine's own platform.</param>
    /// <param name="engine">Its platform; null if it isn't known.</param>
    /// <param name="hasSeveral">Whether it is built for several platforms, so that what depends on one has several values.</param>
    public static AutomaticArguments Arguments(BuilderDecision builder, string? platform, PlatformName? engine, bool hasSeveral) =>
        builder.Engine.BuildsWithBuildah ? AutomaticArguments.Unknown
        : builder.IsBuildKit && hasSeveral ? AutomaticArguments.Of(target: null, engine) with { AreKept = builder.Engine.KeepsPlatformArguments }
        : builder.IsBuildKit ? Arguments(platform, builder.Engine, engine)
        : AutomaticArguments.None;

    /// <summary>What BuildKit defines.</summary>
    public static AutomaticArguments Arguments(string? platform, EngineCapabilities? capabilities, PlatformName? engine) =>
        AutomaticArguments.Of(platform is null ? engine : PlatformName.Parse(platform, engine), engine) with { AreKept = capabilities?.KeepsPlatformArguments == true };

    /// <summary>Asks an engine for its platform.</summary>
    public static async Task<PlatformName?> AskAsync(IEngine engine, CancellationToken cancellationToken)
    {
        using var info = await engine.InfoAsync(cancellationToken);
        var information = EngineInformation.Read(info.RootElement);
        return PlatformName.OfEngine(information.OSType, information.Architecture);
    }
}
