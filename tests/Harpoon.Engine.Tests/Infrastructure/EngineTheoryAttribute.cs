using System.Runtime.CompilerServices;

namespace Harpoon.Engine.Tests.Infrastructure;

/// <summary>As <see cref="EngineFactAttribute"/>, with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EngineTheoryAttribute : TheoryAttribute
{
    public EngineTheoryAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
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
}
