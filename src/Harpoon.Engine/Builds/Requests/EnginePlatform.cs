using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Dockerfiles;

namespace Harpoon.Engine.Builds.Requests;

/// <summary>The arguments that BuildKit defines for each Dockerfile, for which the engine's platform may have to be asked for.</summary>
internal static class EnginePlatform
{
    /// <summary>Docker 27, whose BuildKit keeps their values where an <c>ARG</c> declares them before the first <c>FROM</c>; that of 20.10 takes them away.</summary>
    private static readonly Version FirstToKeep = new(1, 46);

    /// <summary>A request with the engine's platform, if a base image depends on it.</summary>
    public static async Task<ImageBuildRequest> PutInAsync(
        ImageBuildRequest request, IEngine engine, EnginePing ping, CancellationToken cancellationToken) =>
        request.ByBuildKit && request.Reading.Unknown is not null
            ? request with { Automatic = Arguments(request.Builder, request.Platform, ping, await AskAsync(engine, cancellationToken)) }
            : request;

    /// <summary>What a builder defines.</summary>
    /// <param name="builder">Which builder.</param>
    /// <param name="platform">What is built for; null for the engine's own platform.</param>
    /// <param name="ping">The engine.</param>
    /// <param name="engine">Its platform; null if it isn't known.</param>
    public static AutomaticArguments Arguments(BuilderDecision builder, string? platform, EnginePing ping, PlatformName? engine) =>
        builder.Podman is not null ? AutomaticArguments.Unknown
        : builder.IsBuildKit ? Arguments(platform, ping, engine)
        : AutomaticArguments.None;

    /// <summary>What BuildKit defines.</summary>
    public static AutomaticArguments Arguments(string? platform, EnginePing? ping, PlatformName? engine) =>
        AutomaticArguments.Of(platform is null ? engine : PlatformName.Parse(platform, engine), engine) with { AreKept = ping?.ApiVersion >= FirstToKeep };

    /// <summary>Asks an engine for its platform.</summary>
    public static async Task<PlatformName?> AskAsync(IEngine engine, CancellationToken cancellationToken)
    {
        using var info = await engine.InfoAsync(cancellationToken);
        var information = EngineInformation.Read(info.RootElement);
        return PlatformName.OfEngine(information.OSType, information.Architecture);
    }
}
