using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries.Credentials;

namespace Harpoon.Engine.Registries;

/// <summary>An image to pull.</summary>
/// <param name="Image">Its reference.</param>
/// <param name="Platform">For which platform; null for the engine's own.</param>
/// <param name="Credentials">What the project names for its registry.</param>
public sealed record PullRequest(string Image, string? Platform, ImmutableArray<CredentialSource> Credentials)
{
    /// <summary>Whether it may be an image that was never in a registry: where it can't be pulled and the engine has it, that is a warning.</summary>
    public bool MayBeLocal { get; init; }

    /// <summary>Where the image is named; null if that is not known.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>The item that names it; null if none does.</summary>
    public ItemReference? Item { get; init; }
}
