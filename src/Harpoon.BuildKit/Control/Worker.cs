using System.Collections.Immutable;

namespace Harpoon.BuildKit.Control;

/// <summary>A worker of a BuildKit: <c>moby.buildkit.v1.types.WorkerRecord</c>.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Labels">What it says of itself.</param>
/// <param name="Platforms">The platforms that its steps can run for, as <c>linux/arm64</c> or <c>linux/arm/v7</c>; its own first.</param>
public sealed record Worker(string Id, ImmutableDictionary<string, string> Labels, ImmutableArray<string> Platforms)
{
    private const string SnapshotterLabel = "org.mobyproject.buildkit.worker.snapshotter";

    /// <summary>BuildKit's version, such as <c>v0.25.1</c>; empty where it was built without one, as Debian builds it; null before 0.11.</summary>
    public string? Version { get; init; }

    /// <summary>containerd's snapshotter that keeps its layers, such as <c>overlayfs</c>; null in a dockerd with its older store, which keeps no manifests.</summary>
    public string? Snapshotter => Labels.GetValueOrDefault(SnapshotterLabel);

    /// <summary>The address that <c>host-gateway</c> means in extra hosts; null if it doesn't say.</summary>
    public string? HostGateway => Labels.GetValueOrDefault("org.mobyproject.buildkit.worker.moby.host-gateway-ip");
}
