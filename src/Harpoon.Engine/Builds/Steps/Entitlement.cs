using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.Steps;

/// <summary>What BuildKit lets a step do only if the build asks for it (<see href="https://docs.docker.com/reference/cli/docker/buildx/build/#allow"/>).</summary>
public static class Entitlement
{
    /// <summary><c>RUN --network=host</c>, and the host's network for all steps.</summary>
    public const string NetworkHost = "network.host";

    /// <summary><c>RUN --security=insecure</c>.</summary>
    public const string SecurityInsecure = "security.insecure";

    /// <summary><c>RUN --device</c>.</summary>
    public const string Device = "device";

    /// <summary>Checks one before anything is sent: a device may be named, <c>device=vendor.com/class=name</c>.</summary>
    /// <returns>The entitlement.</returns>
    /// <exception cref="HarpoonException">HRP3201: BuildKit has none of that name.</exception>
    public static string Check(string text) =>
        text is NetworkHost or SecurityInsecure or Device || (IsDevice(text) && text.Length > Device.Length + 1)
            ? text
            : throw new HarpoonException(Diagnostic.Of("HRP3201", text));

    internal static bool IsDevice(string text) => text == Device || text.StartsWith($"{Device}=", StringComparison.Ordinal);
}
