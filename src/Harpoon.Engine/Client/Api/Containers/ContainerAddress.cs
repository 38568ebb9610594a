using System.Collections.Immutable;

namespace Harpoon.Engine.Client.Api.Containers;

/// <summary>A container in one of its networks.</summary>
/// <param name="Network">The network's name.</param>
/// <param name="IPAddress">Its address there; empty while it does not run.</param>
/// <param name="Aliases">The names that others there find it by, beside its own.</param>
public sealed record ContainerAddress(string Network, string IPAddress, ImmutableArray<string> Aliases);
