namespace Harpoon.Engine.Machine.Ci;

/// <summary>Finds the CI system that runs the build.</summary>
public static class CiSystems
{
    /// <summary>The one that the environment names; null if none does.</summary>
    public static CiSystem? Of(HostEnvironment host) =>
        IsTrue(host.Value("GITHUB_ACTIONS")) ? new GitHubActions(host.Value("GITHUB_OUTPUT"), host.Value("GITHUB_STEP_SUMMARY"))
        : IsTrue(host.Value("TF_BUILD")) ? new AzurePipelines()
        : host.Value("TEAMCITY_VERSION") is not null ? new TeamCity()
        : null;

    private static bool IsTrue(string? value) => string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
}
