using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Builds.Caches;

/// <summary>
/// The cache service of a GitHub Actions runner, as its variables describe it. Its token is a secret: it goes into the engine's request, and nowhere else. See
/// <see href="https://docs.docker.com/build/cache/backends/gha/"/>.
/// </summary>
internal static class RunnerCache
{
    private const string Token = "ACTIONS_RUNTIME_TOKEN";
    private const string Address = "ACTIONS_CACHE_URL";
    private const string Results = "ACTIONS_RESULTS_URL";
    private const string SecondVersion = "ACTIONS_CACHE_SERVICE_V2";

    /// <summary>What is missing; null if nothing is.</summary>
    public static string? Missing(HostEnvironment host) =>
        host.Value(Token) is null ? Token
        : host.Value(Address) is null && host.Value(Results) is null ? Results
        : null;

    /// <summary>Whether a runner of GitHub Actions runs this build.</summary>
    public static bool IsRunner(HostEnvironment host) => host.Value("GITHUB_ACTIONS") == "true";

    /// <summary>Whether the service is the second version, which the runners of github.com have alone.</summary>
    public static bool IsSecondVersion(HostEnvironment host) =>
        host.Value(SecondVersion) is { } value && (value == "1" || value.Equals("true", StringComparison.OrdinalIgnoreCase)) && host.Value(Results) is not null;

    /// <summary>The token; null for none.</summary>
    public static string? TokenOf(HostEnvironment host) => host.Value(Token);

    /// <summary>What BuildKit needs to reach the service.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Attributes(HostEnvironment host)
    {
        if ((host.Value(Address) ?? host.Value(Results)) is { } address)
        {
            yield return new("url", address);
        }

        if (IsSecondVersion(host))
        {
            yield return new("url_v2", host.Value(Results)!);
        }

        if (host.Value(Token) is { } token)
        {
            yield return new("token", token);
        }
    }
}
