using System.Collections.Immutable;

namespace Harpoon.BuildKit.Control;

/// <summary>What to build: <c>moby.buildkit.v1.SolveRequest</c>.</summary>
/// <param name="Ref">The build's own id, new for each.</param>
/// <param name="Session">The id of the session that serves it.</param>
public sealed record SolveRequest(string Ref, string Session)
{
    /// <summary>What reads the request: <c>dockerfile.v0</c>, or <c>gateway.v0</c> for an image.</summary>
    public string Frontend { get; init; } = "dockerfile.v0";

    /// <summary>What the frontend is asked. See <see href="https://github.com/moby/buildkit/blob/master/frontend/dockerui/config.go"/>.</summary>
    public ImmutableSortedDictionary<string, string> FrontendAttributes { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Where the result goes; it stays in BuildKit's cache if there is none.</summary>
    public ImmutableArray<SolveExporter> Exporters { get; init; } = [];

    /// <summary>Where the cache is written to.</summary>
    public ImmutableArray<SolveCache> CacheExports { get; init; } = [];

    /// <summary>Where a cache is read from.</summary>
    public ImmutableArray<SolveCache> CacheImports { get; init; } = [];

    /// <summary>What steps may do that they may not by default: <c>network.host</c>, <c>security.insecure</c>.</summary>
    public ImmutableArray<string> Entitlements { get; init; } = [];
}

/// <summary>A place that the result of a build goes to.</summary>
/// <param name="Type">The exporter: <c>moby</c>, which is dockerd's own image store, <c>image</c>, <c>oci</c>, <c>docker</c>, <c>local</c>, <c>tar</c>.</param>
/// <param name="Attributes">See <see href="https://github.com/moby/buildkit#output"/>.</param>
public sealed record SolveExporter(string Type, ImmutableSortedDictionary<string, string> Attributes);

/// <summary>A cache beside BuildKit's own.</summary>
/// <param name="Type">Its kind: <c>registry</c>, <c>local</c>, <c>gha</c>, <c>inline</c>.</param>
/// <param name="Attributes">See <see href="https://github.com/moby/buildkit#export-cache"/>.</param>
public sealed record SolveCache(string Type, ImmutableSortedDictionary<string, string> Attributes);
