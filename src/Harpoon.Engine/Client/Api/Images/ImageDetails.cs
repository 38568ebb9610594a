using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace Harpoon.Engine.Client.Api.Images;

/// <summary>What the engine says of an image.</summary>
/// <param name="Id">The image's id, a digest of all that is in it.</param>
/// <param name="Tags">Its references.</param>
/// <param name="Size">Its size in bytes.</param>
public sealed record ImageDetails(string Id, ImmutableArray<string> Tags, long Size)
{
    /// <summary>Its labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>What registries know it by: <c>alpine@sha256:…</c>.</summary>
    public ImmutableArray<string> Digests { get; init; } = [];

    /// <summary>Whether its id is its manifest's digest, which is a digest of each of its names then: containerd keeps it, and lets it go with its last name.</summary>
    public bool IsManifest => Digests.Any(digest => digest.EndsWith("@" + Id, StringComparison.Ordinal));

    /// <summary>Operating system and architecture, <c>linux/amd64</c>; empty in a list.</summary>
    public string Platform { get; init; } = "";

    /// <summary>Whether it has <c>ONBUILD</c> instructions, which run in each build on top of it; false in a list.</summary>
    public bool HasTriggers { get; init; }

    /// <summary>The program that its containers start, and its first arguments; empty if it has no <c>ENTRYPOINT</c>, and in a list.</summary>
    public ImmutableArray<string> Entrypoint { get; init; } = [];

    /// <summary>What its containers run by default, or the entrypoint's arguments; empty if it has no <c>CMD</c>, and in a list.</summary>
    public ImmutableArray<string> Command { get; init; } = [];

    /// <summary>The variables of its containers, as <c>NAME=value</c>; empty in a list.</summary>
    public ImmutableArray<string> Environment { get; init; } = [];

    /// <summary>These instructions, as far as the engine reports them: Podman does not.</summary>
    public ImmutableArray<string> Triggers { get; init; } = [];

    /// <summary>The folder that its command starts in; empty if it says none, and in a list.</summary>
    public string WorkingDirectory { get; init; } = "";
}
