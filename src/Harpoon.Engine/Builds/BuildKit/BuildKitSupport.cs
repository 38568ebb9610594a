using Harpoon.Engine.Engines;

namespace Harpoon.Engine.Builds.BuildKit;

/// <summary>Knows which engines have BuildKit's sessions.</summary>
internal static class BuildKitSupport
{
    /// <summary>Why an engine has none; null where it has.</summary>
    public static string? WhyNot(EnginePing ping) =>
        ping.IsPodman ? "the engine is Podman, which has no BuildKit session"
        : ping.OperatingSystem == "windows" ? "the engine runs Windows containers, for which there is no BuildKit"
        : ping.BuilderVersion == "1" ? "the engine's settings leave BuildKit out"
        : null;
}
