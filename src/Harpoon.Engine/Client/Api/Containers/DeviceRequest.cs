using System.Collections.Immutable;

namespace Harpoon.Engine.Client.Api.Containers;

/// <summary>A request for devices that a driver of the engine hands out, such as GPUs.</summary>
/// <param name="Capabilities">What the devices must be able to do, all of it.</param>
public sealed record DeviceRequest(ImmutableArray<string> Capabilities)
{
    /// <summary>The driver; null for any that can do it.</summary>
    public string? Driver { get; init; }

    /// <summary>How many; -1 for all, 0 where <see cref="DeviceIds"/> names them.</summary>
    public int Count { get; init; }

    /// <summary>Which devices.</summary>
    public ImmutableArray<string> DeviceIds { get; init; } = [];

    /// <summary>Further options for the driver.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = ImmutableDictionary<string, string>.Empty;
}
