using System.Collections.Immutable;

namespace Harpoon.Engine.Builds.Results;

/// <summary>What a build made, for other programs to read: the content of <c>$(DockerResultFile)</c>. Null stands for what is not known.</summary>
/// <param name="Project">The project's name.</param>
/// <param name="Id">The image's id.</param>
public sealed record ImageResult(string Project, string Id)
{
    /// <summary>The digest of the image's configuration.</summary>
    public string? ConfigDigest { get; init; }

    /// <summary>The digest of the manifest, or of the index: what a registry calls the image.</summary>
    public string? ManifestDigest { get; init; }

    /// <summary>A reference and a platform each.</summary>
    public ImmutableArray<TaggedImageResult> Images { get; init; } = [];

    /// <summary>The images that it was built on.</summary>
    public ImmutableArray<BaseImageResult> Bases { get; init; } = [];

    /// <summary>Whether nothing was done, since nothing had changed.</summary>
    public bool UpToDate { get; init; }

    /// <summary>How many steps the Dockerfile has.</summary>
    public int? Steps { get; init; }

    /// <summary>How many of them were done before.</summary>
    public int? Cached { get; init; }

    /// <summary>The image's size in bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>The bytes of the context that were sent.</summary>
    public long? BytesSent { get; init; }

    /// <summary>How long the build took, in seconds.</summary>
    public double Seconds { get; init; }
}

/// <summary>An image under one of its references.</summary>
/// <param name="Reference">The full reference.</param>
/// <param name="Platform">The platform.</param>
/// <param name="Digest">The digest by which its registry knows it; null before it is pushed.</param>
public sealed record TaggedImageResult(string Reference, string Platform, string? Digest);

/// <summary>An image that another is built on.</summary>
/// <param name="Reference">What the Dockerfile calls it.</param>
/// <param name="Id">Its id in the engine; null if the engine doesn't list it.</param>
/// <param name="Digest">The digest by which its registry knows it; null for an image that is none's.</param>
public sealed record BaseImageResult(string Reference, string? Id, string? Digest);
