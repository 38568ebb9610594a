using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.Steps;

/// <summary>What a project says about how the steps of a build run.</summary>
public sealed record StepOptions
{
    private const string Gateway = ":host-gateway";

    /// <summary>Nothing.</summary>
    public static StepOptions None { get; } = new();

    /// <summary><c>@(DockerBuildExtraHost)</c>: lines of a step's <c>/etc/hosts</c>, as <c>name:address</c>; the address may be <c>host-gateway</c>.</summary>
    public ImmutableArray<string> ExtraHosts { get; init; } = [];

    /// <summary><c>$(DockerBuildShmSize)</c>: the size of <c>/dev/shm</c> in bytes; null for the builder's default.</summary>
    public long? ShmSize { get; init; }

    /// <summary><c>@(DockerBuildUlimit)</c>: limits of a step's processes.</summary>
    public ImmutableArray<Ulimit> Ulimits { get; init; } = [];

    /// <summary><c>$(DockerBuildNoCacheFilter)</c>: the stages whose steps are repeated.</summary>
    public ImmutableArray<string> NoCacheStages { get; init; } = [];

    /// <summary><c>@(DockerBuildAllow)</c>: what steps may do beyond the usual.</summary>
    public ImmutableArray<string> Entitlements { get; init; } = [];

    /// <summary>Whether an extra host has <c>host-gateway</c> in place of an address.</summary>
    internal static bool IsGateway(string host) => host.EndsWith(Gateway, StringComparison.Ordinal);

    /// <summary>The same extra host with an address.</summary>
    internal static string WithAddress(string host, string address) => IsGateway(host) ? $"{host[..^Gateway.Length]}:{address}" : host;

    /// <summary>The item of an extra host, as the docker CLI and most projects write it.</summary>
    internal static ItemReference ItemOf(string host)
    {
        var colon = host.IndexOf(':', StringComparison.Ordinal);
        return new ItemReference(OptionNames.BuildExtraHost, $"{host[..colon]}={host[(colon + 1)..]}");
    }

    /// <summary>All that decides what a step makes, for a digest.</summary>
    internal IReadOnlyCollection<string> ToTexts() =>
    [
        .. ExtraHosts.Select(host => $"host {host}"),
        $"shm {ShmSize}",
        .. Ulimits.Select(limit => $"ulimit {limit}"),
        .. Entitlements.Select(entitlement => $"allow {entitlement}"),
    ];
}
