using System.Collections.Immutable;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Options;

namespace Harpoon.Tasks.Parameters.Builds;

/// <summary>Reads the parameter <c>Platforms</c>.</summary>
internal static class PlatformsParameter
{
    /// <summary>Checks a platform.</summary>
    /// <exception cref="HarpoonException">HRP4116, HRP5044: it is none.</exception>
    public static string Check(string platform) => PlatformSpelling.Check(RunPlatform.Check(platform));

    /// <summary>The platforms, each once.</summary>
    /// <param name="text">Platforms between <c>;</c>, or <c>,</c> as the docker CLI has it.</param>
    /// <param name="platform">The parameter for one platform.</param>
    /// <exception cref="HarpoonException">HRP4116, HRP5044: one is no platform; HRP5040: there is one beside them.</exception>
    public static ImmutableArray<string> Read(string? text, string? platform)
    {
        ImmutableArray<string> platforms =
        [
            .. (text ?? "").Split([';', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(Check)
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
        return platforms.IsEmpty || string.IsNullOrWhiteSpace(platform)
            ? platforms
            : throw new HarpoonException(Diagnostic.Of("HRP5040", string.Join(';', platforms), platform.Trim()));
    }
}
