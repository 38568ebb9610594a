using System.Collections.Immutable;

namespace Harpoon.Engine.Client.Api.Containers;

/// <summary>A container that was created and not started yet.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Warnings">What the engine warned of.</param>
public sealed record CreatedContainer(string Id, ImmutableArray<string> Warnings);
