using Harpoon.Engine.Client.Dialects;
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

    /// <summary>The engine that builds.</summary>
    public EngineCapabilities Engine { get; private init; } = new();

    /// <summary>Decides by what is known of the engine: it is not called.</summary>
    /// <exception cref="HarpoonException">HRP3011: BuildKit has to build, and the engine has none.</exception>
    public static BuilderDecision Of(BuilderChoice asked, EngineCapabilities engine, HostEnvironment host) => asked switch
    {
        BuilderChoice.Classic => new($"{OptionNames.Builder} is 'classic'") { Engine = engine },
        BuilderChoice.BuildKit => engine.WhyNoBuildKit is { } reason
            ? throw new HarpoonException(Diagnostic.Of("HRP3011", reason))
            : BuildKit with { Engine = engine },
        _ => new(WhySwitchedOff(host) ?? engine.WhyNoBuildKit) { Engine = engine },
    };

    /// <summary>Why no BuildKit is to build unless the project asks for it; null for no reason.</summary>
    public static string? WhySwitchedOff(HostEnvironment host) =>
        host.Value(Switch) is { } value && (value is "0" or "f" or "F" || value.Equals("false", StringComparison.OrdinalIgnoreCase))
            ? $"the environment variable {Switch} is '{value}'"
            : null;
}
