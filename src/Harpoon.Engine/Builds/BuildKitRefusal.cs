using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;

namespace Harpoon.Engine.Builds;

/// <summary>Refuses what the classic builder would fail on midway, or take for something else.</summary>
internal static class BuildKitRefusal
{
    /// <exception cref="HarpoonException">HRP3010, at each line that needs BuildKit.</exception>
    public static void ThrowIfNeeded(ImageBuildRequest request)
    {
        var features = request.Syntax.BuildKitFeatures;
        if (!features.IsEmpty)
        {
            throw new HarpoonException([.. features.Select(feature => Diagnostic
                .Of("HRP3010", feature.Name, request.Builder.WhyClassic, Advice(feature))
                .At(request.Dockerfile.LocationOf(feature.Line)))]);
        }
    }

    /// <summary>How to do without it.</summary>
    public static string Advice(BuildKitFeature feature) => feature.Name switch
    {
        _ when feature.Name.Contains("<<", StringComparison.Ordinal) =>
            "Write commands in one line with '&&' between them, and a file as the Content of a COPY line.",
        _ when feature.Name.EndsWith("--chmod", StringComparison.Ordinal) => "Change the mode with a RUN chmod line after it.",
        _ when feature.Name.EndsWith("--mount", StringComparison.Ordinal) => "Copy what the command needs with a COPY line before it.",
        _ when feature.Name.EndsWith("--network", StringComparison.Ordinal) => "Set DockerBuildNetwork for the whole build.",
        _ => "Write the line without it.",
    };
}
