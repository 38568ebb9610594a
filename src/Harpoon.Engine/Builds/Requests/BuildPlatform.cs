using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Builds.Requests;

/// <summary>What a build is for. Platforms are written in more than one way
/// (<see href="https://github.com/containerd/platforms"/>).</summary>
internal static class BuildPlatform
{
    private const string Default = "DOCKER_DEFAULT_PLATFORM";

    /// <summary>The platform that a project builds for; null for the engine's own.</summary>
    /// <exception cref="Diagnostics.HarpoonException">HRP5044: the variable has none that exists.</exception>
    public static string? Of(ImageBuildOptions options, HostEnvironment host) =>
        !string.IsNullOrWhiteSpace(options.Platform) ? options.Platform.Trim() : host.Value(Default) is { } usual ? PlatformSpelling.Check(usual) : null;

    /// <summary>Whether an image is for the platform that was asked for, as far as system and architecture go; either alone is compared alone.</summary>
    /// <param name="asked"><c>linux/arm64</c>, <c>linux/arm/v7</c>, <c>linux</c> or <c>arm64</c>.</param>
    /// <param name="built">Operating system and architecture.</param>
    public static bool Matches(string asked, string built)
    {
        var (want, have) = (asked.Split('/'), built.Split('/'));
        if (have.Length < 2 || have[0].Length == 0 || have[1].Length == 0)
        {
            return true;
        }

        return want.Length == 1
            ? Normal(want[0]) == have[0] || Normal(want[0]) == Normal(have[1])
            : Normal(want[0]) == have[0] && Normal(want[1]) == Normal(have[1]);
    }

    private static string Normal(string part) => part.ToLowerInvariant() switch
    {
        "x86_64" or "x86-64" => "amd64",
        "aarch64" => "arm64",
        "i386" => "386",
        "armhf" or "armel" => "arm",
        "macos" => "darwin",
        var other => other,
    };
}
