using System.Collections.Immutable;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;

namespace Harpoon.Engine.Builds.Classic;

/// <summary>Refuses what the classic builder would fail on midway, or take for something else.</summary>
internal static class BuildKitRefusal
{
    /// <exception cref="HarpoonException">HRP3010, at each line that needs BuildKit; HRP3061, HRP3062, HRP3064: that Podman can't build.</exception>
    public static void ThrowIfNeeded(ImageBuildRequest request)
    {
        ImmutableArray<Diagnostic> refused =
        [
            .. !request.Builder.Engine.ChoosesBuildNetwork && PodmanRefusal.OfNetwork(request.Network) is { } network ? [network] : Array.Empty<Diagnostic>(),
            .. request.Reading.BuildKitFeatures
                .Select(feature => (feature.Line, Text: request.Builder.Engine is { BuildsWithBuildah: true } engine ? PodmanRefusal.Of(feature, engine) : Of(feature, request.Builder)))
                .Where(refusal => refusal.Text is not null)
                .Select(refusal => refusal.Text!.At(request.Dockerfile.LocationOf(refusal.Line))),
        ];
        if (!refused.IsEmpty)
        {
            throw new HarpoonException(refused);
        }
    }

    private static Diagnostic Of(BuildKitFeature feature, BuilderDecision builder) =>
        Diagnostic.Of("HRP3010", feature.Name, builder.WhyClassic, feature.Alternative);
}
