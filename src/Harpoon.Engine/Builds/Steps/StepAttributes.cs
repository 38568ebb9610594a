using System.Globalization;

namespace Harpoon.Engine.Builds.Steps;

/// <summary>The options of steps as attributes of BuildKit's Dockerfile frontend.</summary>
internal static class StepAttributes
{
    /// <param name="steps">The options, with an address in place of each <c>host-gateway</c>.</param>
    public static IEnumerable<KeyValuePair<string, string>> Of(StepOptions steps)
    {
        if (!steps.ExtraHosts.IsEmpty)
        {
            yield return new("add-hosts", string.Join(',', steps.ExtraHosts.Select(WithEquals)));
        }

        if (steps.ShmSize is { } size)
        {
            yield return new("shm-size", size.ToString(CultureInfo.InvariantCulture));
        }

        if (!steps.Ulimits.IsEmpty)
        {
            yield return new("ulimit", string.Join(',', steps.Ulimits));
        }

        if (!steps.NoCacheStages.IsEmpty)
        {
            yield return new("no-cache", string.Join(',', steps.NoCacheStages));
        }
    }

    // No host's name has a colon, and an address of IPv6 has several.
    private static string WithEquals(string host)
    {
        var colon = host.IndexOf(':', StringComparison.Ordinal);
        return $"{host[..colon]}={host[(colon + 1)..]}";
    }
}
