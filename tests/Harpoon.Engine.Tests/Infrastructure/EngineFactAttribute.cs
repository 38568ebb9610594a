using System.Runtime.CompilerServices;

namespace Harpoon.Engine.Tests.Infrastructure;

/// <summary>
/// A test on a real engine. It is skipped, with the reason, where none answers; where <c>HARPOON_REQUIRE_ENGINE=1</c>,
/// as in CI, it runs and fails instead: a tier that was skipped proves nothing.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EngineFactAttribute : FactAttribute
{
    public EngineFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        if (Environment.GetEnvironmentVariable("HARPOON_REQUIRE_ENGINE") != "1")
        {
            Skip = EngineAvailability.WhyNone;
        }
    }

    /// <summary>Why the test is skipped where the engine is Podman; one of <see cref="PodmanLacks"/>.</summary>
    public string? NotOnPodman
    {
        get;
        init
        {
            field = value;
            Skip = EngineAvailability.IsPodman ? $"Podman {value}." : Skip;
        }
    }

    /// <summary>Why the test is skipped where the engine is the rootless Podman; one of <see cref="PodmanLacks"/>.</summary>
    public string? NotOnRootless
    {
        get;
        init
        {
            field = value;
            Skip = EngineAvailability.IsRootless ? $"Rootless Podman {value}." : Skip;
        }
    }
}
