using System.Collections.Immutable;
using Harpoon.BuildKit.Content;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries.Distribution;

namespace Harpoon.Engine.Registries.Promotion;

/// <summary>An image as a registry has it: its manifest, those of its platforms if it is an index, and what they name.</summary>
/// <param name="Root">The manifest or index itself.</param>
/// <param name="Manifests">What an index names, each after what it names itself.</param>
/// <param name="Blobs">The configurations and layers of all of them, each once.</param>
internal sealed record ImageTree(Manifest Root, ImmutableArray<Manifest> Manifests, ImmutableArray<Descriptor> Blobs)
{
    /// <summary>In levels: an index of indexes of images has three.</summary>
    private const int Deepest = 4;

    /// <summary>Reads it.</summary>
    /// <exception cref="RegistryCallException">It can't be read; with status 404 if a part of it is not there.</exception>
    /// <exception cref="HarpoonException">HRP5035: it is neither an image nor an index.</exception>
    public static async Task<ImageTree> ReadAsync(Repository source, string digest, CancellationToken cancellationToken)
    {
        var manifests = new List<Manifest>();
        var blobs = new List<Descriptor>();
        await AddAsync(source, digest, 1, manifests, blobs, cancellationToken);
        return new ImageTree(manifests[^1], [.. manifests[..^1].DistinctBy(manifest => manifest.Digest)], [.. blobs.DistinctBy(blob => blob.Digest)]);
    }

    private static async Task AddAsync(
        Repository source, string digest, int level, List<Manifest> manifests, List<Descriptor> blobs, CancellationToken cancellationToken)
    {
        var manifest = await source.GetAsync(digest, cancellationToken);
        var contents = level <= Deepest ? manifest.Contents() : null;
        if (contents is null)
        {
            throw new HarpoonException(Diagnostic.Of("HRP5035", $"{source.Path}@{digest}", manifest.MediaType));
        }

        if (contents.Manifests.AddRange(contents.Blobs).FirstOrDefault(part => !ContentDigest.IsValid(part.Digest)) is { } wrong)
        {
            // It becomes a part of addresses.
            throw new HarpoonException(Diagnostic.Of("HRP5035", $"{source.Path}@{digest}", $"{manifest.MediaType}, with the digest '{wrong.Digest}'"));
        }

        foreach (var child in contents.Manifests)
        {
            await AddAsync(source, child.Digest, level + 1, manifests, blobs, cancellationToken);
        }

        blobs.AddRange(contents.Blobs.Where(blob => !blob.IsElsewhere));
        manifests.Add(manifest);
    }
}
