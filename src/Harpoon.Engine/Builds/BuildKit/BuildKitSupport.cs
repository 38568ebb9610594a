using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Engines;

namespace Harpoon.Engine.Builds.BuildKit;

/// <summary>Knows which engines have BuildKit's sessions.</summary>
internal static class BuildKitSupport
{
    /// <exception cref="HarpoonException">HRP3011: it has none.</exception>
    public static void ThrowUnlessThere(EnginePing ping)
    {
        if (WhyNot(ping) is { } reason)
        {
            throw new HarpoonException(Diagnostic.Of("HRP3011", reason));
        }
    }

    private static string? WhyNot(EnginePing ping) =>
        ping.IsPodman ? "it is Podman, which has no BuildKit"
        : ping.OperatingSystem == "windows" ? "it runs Windows containers, for which there is no BuildKit"
        : ping.BuilderVersion == "1" ? "its settings leave BuildKit out"
        : null;
}
