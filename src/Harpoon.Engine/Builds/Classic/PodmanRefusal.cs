using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;

namespace Harpoon.Engine.Builds.Classic;

/// <summary>
/// Refuses what Podman's own builder, Buildah, can't build. It knows a part of what is BuildKit's elsewhere. Measured with Buildah 1.28, of Podman 4.3: it takes
/// the lines of a here-document for instructions, binds nothing where a mount is <c>from</c> a stage, runs a step without the secret or agent that it mounts,
/// and fails on other flags in the middle of the build. What Buildah does not know since 1.33, it says itself.
/// </summary>
/// <seealso href="https://github.com/containers/buildah/blob/main/CHANGELOG.md"/>
internal static class PodmanRefusal
{
    /// <summary>Why the network of steps is refused; null if it is not. Measured: whatever a build asks for, its steps have the network of Podman's own host.</summary>
    public static Diagnostic? OfNetwork(string? network) =>
        network is null or "default" or "host" ? null : Diagnostic.Of("HRP3064", network).AboutProperty(OptionNames.BuildNetwork);

    /// <summary>Why a feature is refused; null if it is not.</summary>
    public static Diagnostic? Of(BuildKitFeature feature, EngineCapabilities engine) =>
        feature.Mount is { Type: "secret" or "ssh" } mount ? Diagnostic.Of("HRP3062", mount.Type)
        : engine.RefusesUnknownFeatures || Knows(feature) ? null
        : Diagnostic.Of("HRP3061", feature.Name, engine.BuildahVersion?.ToString() ?? "?", feature.Alternative);

    private static bool Knows(BuildKitFeature feature) =>
        feature.Mount is { Type: "cache" or "tmpfs" } or { Type: "bind", From: null } || feature.Name is "COPY --chmod" or "ADD --chmod";
}
