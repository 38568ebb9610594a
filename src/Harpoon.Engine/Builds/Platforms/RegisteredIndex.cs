using System.Collections.Immutable;
using Harpoon.Engine.Registries;
using Harpoon.Engine.Registries.Distribution;

namespace Harpoon.Engine.Builds.Platforms;

/// <summary>
/// What a registry has under a tag. An image's id is the digest of its configuration, which its manifest names: so it is known without an export which images are there
/// already, however their layers were compressed.
/// </summary>
/// <param name="Index">The index; null if there is none.</param>
/// <param name="Images">Its images, by the digests of their configurations.</param>
internal sealed record RegisteredIndex(Manifest? Index, ImmutableDictionary<string, Descriptor> Images)
{
    /// <summary>More platforms than this are not looked at.</summary>
    private const int Most = 64;

    private static readonly RegisteredIndex None = new(null, ImmutableDictionary<string, Descriptor>.Empty);

    /// <summary>Whether it is an index of just these images.</summary>
    public bool IsOf(IReadOnlyCollection<PlatformImage> images) =>
        Index?.Contents()?.Manifests.Length == images.Count && Images.Count == images.Count && images.All(image => Images.ContainsKey(image.Id));

    /// <summary>Reads it.</summary>
    /// <exception cref="RegistryCallException">The registry can't be asked.</exception>
    public static async Task<RegisteredIndex> ReadAsync(Repository repository, string tag, CancellationToken cancellationToken)
    {
        if (await repository.FindAsync(tag, cancellationToken) is not { } digest)
        {
            return None;
        }

        try
        {
            var index = await repository.GetAsync(digest, cancellationToken);
            var images = ImmutableDictionary.CreateBuilder<string, Descriptor>(StringComparer.Ordinal);
            foreach (var image in index.Contents() is { Manifests: { Length: <= Most } all } ? all.Where(image => image.IsImage) : [])
            {
                if ((await repository.GetAsync(image.Digest, cancellationToken)).Contents() is { Blobs: [var config, ..] })
                {
                    images[config.Digest] = image;
                }
            }

            return new RegisteredIndex(index, images.ToImmutable());
        }
        catch (RegistryCallException e) when (e.Status == 404)
        {
            // A part of it was deleted.
            return None;
        }
    }
}
