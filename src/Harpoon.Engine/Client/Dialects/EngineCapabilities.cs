namespace Harpoon.Engine.Client.Dialects;

/// <summary>What engines and their versions do differently. As long as nothing else is set, it is what a current Docker does.</summary>
/// <remarks>Podman's part was measured with Podman 4.3.</remarks>
public sealed record EngineCapabilities
{
    /// <summary>Docker 23.0, whose own reader of Dockerfiles is the first with version 1.4 of the grammar (<see href="https://docs.docker.com/build/dockerfile/release-notes/#140"/>).</summary>
    private static readonly Version FirstWithHeredocs = new(1, 42);

    /// <summary>Docker 24, with BuildKit 0.11.</summary>
    private static readonly Version FirstWithAttestations = new(1, 43);

    /// <summary>Docker 26, with BuildKit 0.13.</summary>
    private static readonly Version FirstToRewriteTimestamps = new(1, 45);

    /// <summary>Docker 24, whose containerd image store is the first that can write a build's cache.</summary>
    private static readonly Version FirstWithContainerdStore = new(1, 43);

    /// <summary>Docker 27.</summary>
    private static readonly Version FirstToKeepPlatformArguments = new(1, 46);

    /// <summary>Docker 28.1: with 24 for its graph drivers' store, with 28.1 for containerd's (<see href="https://github.com/moby/moby/pull/49678"/>).</summary>
    private static readonly Version FirstToReportNames = new(1, 49);

    /// <summary>Docker 29.2, from which on BuildKit's services are on the socket itself, and the upgrade of a connection is deprecated.</summary>
    private static readonly Version FirstWithBuildKitControl = new(1, 53);

    /// <summary>Buildah of Podman 4.8.</summary>
    private static readonly Version FirstBuildahToRefuse = new(1, 33);

    /// <summary>Buildah of Podman 5.6.</summary>
    private static readonly Version FirstBuildahWithHostGateway = new(1, 41);

    /// <summary>Whether it is BuildKit alone, without an engine: all that it has is called over HTTP/2 from the first byte.</summary>
    public bool IsBuildKit { get; init; }

    /// <summary>Why the engine has no BuildKit session; null if it has.</summary>
    public string? WhyNoBuildKit { get; init; }

    /// <summary>Whether the engine has BuildKit's sessions.</summary>
    public bool HasBuildKit => WhyNoBuildKit is null;

    /// <summary>Whether a session is opened by a call of BuildKit's control service.</summary>
    public bool HasBuildKitControl { get; init; } = true;

    /// <summary>Whether its BuildKit reads here-documents and <c>COPY --link</c> without a <c># syntax</c> line. An older one takes them for something else.</summary>
    public bool ReadsHeredocs { get; init; } = true;

    /// <summary>Whether its BuildKit knows named contexts without a <c># syntax</c> line, which came with version 1.4 of the grammar too.</summary>
    public bool KnowsNamedContexts => ReadsHeredocs;

    /// <summary>Whether it has containerd's image store, at least as a setting.</summary>
    public bool HasContainerdStore { get; init; } = true;

    /// <summary>Whether an <c>ARG TARGETARCH</c> before the first <c>FROM</c> keeps the value that BuildKit defines. BuildKit of Docker 20.10 takes it away.</summary>
    public bool KeepsPlatformArguments { get; init; } = true;

    /// <summary>Whether a build sets the size of <c>/dev/shm</c> and the limits of its steps. BuildKit before 0.10 ignores both.</summary>
    public bool LimitsBuildSteps { get; init; } = true;

    /// <summary>Whether an image can say how it was built, if the engine keeps images in containerd.</summary>
    public bool AttestsImages { get; init; } = true;

    /// <summary>Whether the times in an image's configuration can be set.</summary>
    public bool SetsImageTimes { get; init; } = true;

    /// <summary>Whether the times of files in layers can be set too, if the engine keeps images in containerd.</summary>
    public bool RewritesTimestamps { get; init; } = true;

    /// <summary>Whether images are built by Buildah, which knows a part of what is BuildKit's elsewhere.</summary>
    public bool BuildsWithBuildah { get; init; }

    /// <summary>Buildah's version; null if it isn't known, or another builder builds.</summary>
    public Version? BuildahVersion { get; init; }

    /// <summary>Whether the builder puts an address in place of <c>host-gateway</c> in an extra host. Buildah before 1.41 refuses it or writes it as it is.</summary>
    public bool KnowsHostGateway { get; init; } = true;

    /// <summary>Whether the builder itself refuses each feature that it does not know. Buildah before 1.33 builds something else.</summary>
    public bool RefusesUnknownFeatures { get; init; } = true;

    /// <summary>Whether a build chooses the network of its steps. With Podman they have the network of Podman's own host.</summary>
    public bool ChoosesBuildNetwork { get; init; } = true;

    /// <summary>Whether a build argument without a value leaves the Dockerfile's default. Podman takes it for an empty value.</summary>
    public bool KeepsArgumentDefaults { get; init; } = true;

    /// <summary>Whether the build context is used as it was sent. Podman applies its <c>.dockerignore</c> once more, also to what was added to it.</summary>
    public bool UsesContextAsSent { get; init; } = true;

    /// <summary>Whether the command of a step ends when the build is cancelled. On Podman it runs to its end.</summary>
    public bool EndsStepOnCancel { get; init; } = true;

    /// <summary>Whether a compressed archive of an image is loaded. Podman 4.3 takes it for none.</summary>
    public bool LoadsCompressedArchives { get; init; } = true;

    /// <summary>Whether a name without a registry finds each image of that name. What Podman's own command line builds is named <c>localhost/x</c>, which <c>x</c> does not find.</summary>
    public bool FindsLocalNames { get; init; } = true;

    /// <summary>Whether an image's <c>ONBUILD</c> triggers are in its configuration. Podman shows them only in its history.</summary>
    public bool ListsTriggers { get; init; } = true;

    /// <summary>Whether a forced removal of an image is refused while a container uses it. Podman removes the container too, even if it runs (podman-rmi(1)).</summary>
    public bool KeepsUsedImages { get; init; } = true;

    /// <summary>Whether each change of an image's names is among the engine's events. BuildKit gave names without one before Docker 28.1.</summary>
    public bool ReportsNames { get; init; } = true;

    /// <summary>Whether a removal by id is refused for a network that containers run in. Podman refuses it by name only.</summary>
    public bool KeepsUsedNetworks { get; init; } = true;

    /// <summary>Whether a forced removal kills a running container. Podman asks it to end, and kills it 10 s later.</summary>
    public bool KillsOnRemove { get; init; } = true;

    /// <summary>Whether the state of a container follows the end of its output at once. Podman notices the end through a program beside the container, which takes its time.</summary>
    public bool NoticesEndAtOnce { get; init; } = true;

    /// <summary>
    /// Whether the creation of a container warns of each limit that the engine can't set. Podman drops them silently if it has no right to set them (rootless with version 1
    /// of cgroups), and GPUs always.
    /// </summary>
    public bool WarnsOfDroppedLimits { get; init; } = true;

    /// <summary>Whether each container that was killed for its memory is noticed. Podman notices none with version 1 of cgroups.</summary>
    public bool NoticesOutOfMemory { get; init; } = true;

    /// <summary>Whether the engine runs health checks by itself. Podman leaves that to systemd's timers.</summary>
    public bool RunsHealthChecks { get; init; } = true;

    /// <summary>Whether a command that is run in a container leaves no process behind. Podman's stay for five minutes.</summary>
    public bool CleansUpExecs { get; init; } = true;

    /// <summary>Whether the proxy of a published port hangs up at once if nothing listens behind it: Docker's after 0.2 to 0.4 ms, the one of a rootless Podman after 0.2 s.</summary>
    public bool HangsUpAtOnce { get; init; } = true;

    /// <summary>What an engine can do, as far as its answer to the ping says who it is.</summary>
    public static EngineCapabilities Of(EnginePing ping) => ping.IsPodman ? OfPodman(ping.BuildahVersion) : OfDocker(ping);

    private static EngineCapabilities OfDocker(EnginePing ping) => new()
    {
        WhyNoBuildKit = ping.OperatingSystem == "windows" ? "the engine runs Windows containers, for which there is no BuildKit"
            : ping.BuilderVersion == "1" ? "the engine's configuration disables BuildKit"
            : null,
        HasBuildKitControl = ping.ApiVersion >= FirstWithBuildKitControl,
        ReadsHeredocs = ping.ApiVersion >= FirstWithHeredocs,
        HasContainerdStore = ping.ApiVersion >= FirstWithContainerdStore,
        KeepsPlatformArguments = ping.ApiVersion >= FirstToKeepPlatformArguments,
        LimitsBuildSteps = ping.ApiVersion >= FirstWithHeredocs,
        AttestsImages = ping.ApiVersion >= FirstWithAttestations,
        SetsImageTimes = ping.ApiVersion >= FirstWithAttestations,
        RewritesTimestamps = ping.ApiVersion >= FirstToRewriteTimestamps,
        ReportsNames = ping.ApiVersion >= FirstToReportNames,
    };

    private static EngineCapabilities OfPodman(Version? buildah) => new()
    {
        WhyNoBuildKit = "the engine is Podman, which has no BuildKit session",
        HasBuildKitControl = false,
        ReadsHeredocs = false,
        HasContainerdStore = false,
        KeepsPlatformArguments = false,
        AttestsImages = false,
        SetsImageTimes = false,
        RewritesTimestamps = false,
        BuildsWithBuildah = true,
        BuildahVersion = buildah,
        KnowsHostGateway = buildah >= FirstBuildahWithHostGateway,
        RefusesUnknownFeatures = buildah >= FirstBuildahToRefuse,
        ChoosesBuildNetwork = false,
        KeepsArgumentDefaults = false,
        UsesContextAsSent = false,
        EndsStepOnCancel = false,
        LoadsCompressedArchives = false,
        FindsLocalNames = false,
        ListsTriggers = false,
        KeepsUsedImages = false,
        ReportsNames = false,
        KeepsUsedNetworks = false,
        KillsOnRemove = false,
        NoticesEndAtOnce = false,
        WarnsOfDroppedLimits = false,
        NoticesOutOfMemory = false,
        RunsHealthChecks = false,
        CleansUpExecs = false,
        HangsUpAtOnce = false,
    };
}
