using Harpoon.Engine.Client.Calls;

namespace Harpoon.Engine.Builds.Requests;

/// <summary>Knows which engines have BuildKit's sessions.</summary>
internal static class BuildKitSupport
{
    /// <summary>Docker 29.2, from where on BuildKit's services are on the socket itself, and the upgrade of a connection is deprecated.</summary>
    private static readonly Version FirstWithControl = new(1, 53);

    /// <summary>Whether sessions are opened by a call of BuildKit's control service.</summary>
    public static bool HasControl(EnginePing ping) => ping.ApiVersion >= FirstWithControl;

    /// <summary>Why an engine has none; null if it has.</summary>
    public static string? WhyNot(EnginePing ping) =>
        ping.IsPodman ? "the engine is Podman, which has no BuildKit session"
        : ping.OperatingSystem == "windows" ? "the engine runs Windows containers, for which there is no BuildKit"
        : ping.BuilderVersion == "1" ? "the engine's configuration disables BuildKit"
        : null;
}
