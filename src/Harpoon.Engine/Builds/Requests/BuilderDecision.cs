using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Builds.Requests;

/// <summary>Which builder builds an image.</summary>
/// <param name="WhyClassic">Why it is the classic builder; null if it is BuildKit.</param>
internal sealed record BuilderDecision(string? WhyClassic)
{
    /// <summary>The docker CLI's switch (<see href="https://docs.docker.com/build/buildkit/"/>).</summary>
    private const string Switch = "DOCKER_BUILDKIT";

    public static BuilderDecision BuildKit { get; } = new((string?)null);

    public bool IsBuildKit => WhyClassic is null;

    /// <summary>Podman, whose builder is one of its own; null for others.</summary>
    public EnginePing? Podman { get; private init; }

    /// <summary>Decides by what the engine said when it was connected to: nothing more is asked.</summary>
    /// <exception cref="HarpoonException">HRP3011: BuildKit has to build, and the engine has none.</exception>
    public static BuilderDecision Of(BuilderChoice asked, EnginePing ping, HostEnvironment host) => asked switch
    {
        BuilderChoice.Classic => Other("DockerBuilder is 'classic'", ping),
        BuilderChoice.BuildKit => BuildKitSupport.WhyNot(ping) is { } reason
            ? throw new HarpoonException(Diagnostic.Of("HRP3011", reason))
            : BuildKit,
        _ => Other(WhySwitchedOff(host) ?? BuildKitSupport.WhyNot(ping), ping),
    };

    private static BuilderDecision Other(string? whyClassic, EnginePing ping) => new(whyClassic) { Podman = ping.IsPodman ? ping : null };

    private static string? WhySwitchedOff(HostEnvironment host) =>
        host.Value(Switch) is { } value && (value is "0" or "f" or "F" || value.Equals("false", StringComparison.OrdinalIgnoreCase))
            ? $"the environment variable {Switch} is '{value}'"
            : null;
}
