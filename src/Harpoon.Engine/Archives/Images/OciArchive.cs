using System.Collections.Immutable;
using System.Security.Cryptography;
using Harpoon.Engine.Archives.Writing;

namespace Harpoon.Engine.Archives.Images;

/// <summary>
/// Writes the images of an archive as an OCI layout, for engines whose own archives are none: the same configurations and layers, byte by byte, so that each image keeps
/// its id.
/// </summary>
internal sealed class OciArchive(ArchiveIndex source, NewFile output, CancellationToken cancellationToken)
{
    private const string Folder = "blobs/sha256";

    private readonly SortedDictionary<string, Blob> _blobs = new(StringComparer.Ordinal);

    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public async Task WriteAsync(ImmutableArray<DockerManifest> images)
    {
        var described = ImmutableArray.CreateBuilder<OciImage>(images.Length);
        foreach (var image in images)
        {
            described.Add(await DescribeAsync(image));
        }

        await output.WriteAsync(TarBlocks.Folder("blobs"), cancellationToken);
        await output.WriteAsync(TarBlocks.Folder(Folder), cancellationToken);
        foreach (var (digest, blob) in _blobs)
        {
            await WriteAsync($"{Folder}/{digest}", blob);
        }

        await WriteAsync("index.json", new Blob(OciJson.Index(described.ToImmutable())));
        await WriteAsync("oci-layout", new Blob("""{"imageLayoutVersion":"1.0.0"}"""u8.ToArray()));
        await output.WriteAsync(TarBlocks.End, cancellationToken);
    }

    private async Task<OciImage> DescribeAsync(DockerManifest image)
    {
        var config = await AddAsync(image.Config, OciJson.Config);
        var layers = ImmutableArray.CreateBuilder<OciDescriptor>(image.Layers.Length);
        foreach (var layer in image.Layers)
        {
            layers.Add(await AddAsync(layer, mediaType: null));
        }

        var manifest = OciJson.Manifest(config, layers.ToImmutable());
        var digest = Convert.ToHexStringLower(SHA256.HashData(manifest));
        _blobs[digest] = new Blob(manifest);
        return new OciImage(new OciDescriptor(OciJson.ManifestType, digest, manifest.Length), image.Names);
    }

    /// <summary>Adds a file of the archive; null makes a layer of it, of the kind that its first bytes say.</summary>
    private async Task<OciDescriptor> AddAsync(string name, string? mediaType)
    {
        var part = source.Find(name) ?? throw new InvalidDataException($"It has no {name}.");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var type = mediaType;
        await foreach (var piece in source.PiecesAsync(part, cancellationToken))
        {
            type ??= OciJson.LayerType(piece.Span);
            hash.AppendData(piece.Span);
        }

        var digest = Convert.ToHexStringLower(hash.GetHashAndReset());
        _blobs[digest] = new Blob(part);
        return new OciDescriptor(type ?? OciJson.LayerType([]), digest, part.Length);
    }

    private async Task WriteAsync(string name, Blob blob)
    {
        await output.WriteAsync(TarBlocks.File(name, blob.Length), cancellationToken);
        if (blob.Part is { } part)
        {
            await foreach (var piece in source.PiecesAsync(part, cancellationToken))
            {
                await output.WriteAsync(piece, cancellationToken);
            }
        }
        else
        {
            await output.WriteAsync(blob.Bytes, cancellationToken);
        }

        await output.WriteAsync(TarBlocks.Padding(blob.Length), cancellationToken);
    }

    /// <summary>A file of the layout: one of the archive's, or a new one.</summary>
    private sealed record Blob(ReadOnlyMemory<byte> Bytes)
    {
        public Blob(ArchivePart part)
            : this(ReadOnlyMemory<byte>.Empty) => Part = part;

        public ArchivePart? Part { get; }

        public long Length => Part?.Length ?? Bytes.Length;
    }
}
