using System.Collections.Immutable;

namespace Harpoon.Engine.Engines;

/// <summary>An image's or container's health check.</summary>
/// <param name="Command">What is run in the container, and passes with exit code 0.</param>
/// <param name="Grace">How long it may fail from the container's start on until the container counts as unhealthy.</param>
/// <param name="Interval">How long between two runs.</param>
/// <seealso href="https://docs.docker.com/reference/dockerfile/#healthcheck"/>
public sealed record HealthCheck(ImmutableArray<string> Command, TimeSpan Grace, TimeSpan Interval)
{
    /// <summary>What there is between two runs where nothing else is said.</summary>
    public static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(30);

    /// <summary>How often it may fail in a row where nothing else is said.</summary>
    public const int DefaultRetries = 3;
}
