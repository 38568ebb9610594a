using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Registries;

/// <summary>An image that is in a registry now.</summary>
/// <param name="Reference">What it was pushed as.</param>
/// <param name="Digest">What its registry knows it by.</param>
public sealed record PushedImage(ImageReference Reference, string Digest)
{
    /// <summary>The platform that it is for, where it is one image of an index; null for the whole.</summary>
    public string? Platform { get; init; }

    /// <summary>Whether the registry had it under this name before, so that nothing was sent.</summary>
    public bool UpToDate { get; init; }

    /// <summary>A reference that always means this image: <c>registry.example.com/app@sha256:…</c>.</summary>
    public string Pinned => new ImageReference(Reference.Name, Digest: Digest).ToString();
}
