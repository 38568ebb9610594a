using System.Formats.Tar;
using Harpoon.Engine.Archives.Extraction;
using Harpoon.Patterns;

namespace Harpoon.Engine.Archives.Images;

/// <summary>What is in an image's archive, and where: read without what the files contain.</summary>
internal sealed class ArchiveIndex
{
    private const int MostLinks = 20;

    private readonly Dictionary<string, ArchivePart> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);

    private ArchiveIndex(FileStream tar) => Tar = tar;

    /// <summary>The archive.</summary>
    public FileStream Tar { get; }

    /// <summary>Whether it is an OCI layout (<see href="https://github.com/opencontainers/image-spec/blob/main/image-layout.md"/>), whatever else it is.</summary>
    public bool IsOci => Find("oci-layout") is not null && Find("index.json") is not null;

    /// <summary>Reads an archive up to its end.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="IOException">It is cut short.</exception>
    public static async Task<ArchiveIndex> ReadAsync(FileStream tar, CancellationToken cancellationToken)
    {
        await ThrowUnlessEndedAsync(tar, cancellationToken);
        var index = new ArchiveIndex(tar);
        tar.Position = 0;
        await using var reader = new TarReader(tar, leaveOpen: true);
        while (await reader.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            index.Add(entry);
        }

        return index;
    }

    /// <summary>A file, behind links too; null if there is none.</summary>
    public ArchivePart? Find(string name)
    {
        for (var followed = 0; followed < MostLinks; followed++)
        {
            if (_files.TryGetValue(name, out var part))
            {
                return part;
            }

            if (!_links.TryGetValue(name, out var target))
            {
                return null;
            }

            name = target;
        }

        return null;
    }

    /// <summary>The bytes of a small file.</summary>
    /// <exception cref="InvalidDataException">It is not there, or is not small.</exception>
    public async Task<byte[]> BytesAsync(string name, CancellationToken cancellationToken)
    {
        if (Find(name) is not { Length: <= TarHeaderLimits.LargestText } part)
        {
            throw new InvalidDataException($"It has no {name}.");
        }

        var bytes = new byte[part.Length];
        Tar.Position = part.Offset;
        await Tar.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    /// <summary>The bytes of a file of any size, a piece at a time.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> PiecesAsync(
        ArchivePart part, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = new byte[128 << 10];
        Tar.Position = part.Offset;
        for (var left = part.Length; left > 0;)
        {
            var length = await Tar.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), cancellationToken);
            left -= length > 0 ? length : throw new EndOfStreamException();
            yield return buffer.AsMemory(0, length);
        }
    }

    /// <summary>An engine that fails in the middle of an archive stops, and may add its error.</summary>
    private static async Task ThrowUnlessEndedAsync(FileStream tar, CancellationToken cancellationToken)
    {
        var last = new byte[TarBlocks.End.Length];
        if (tar.Length < last.Length || tar.Length % TarHeaderFields.BlockSize != 0)
        {
            throw new EndOfStreamException();
        }

        tar.Position = tar.Length - last.Length;
        await tar.ReadExactlyAsync(last, cancellationToken);
        if (last.AsSpan().ContainsAnyExcept((byte)0))
        {
            throw new InvalidDataException("It does not end as an archive does.");
        }
    }

    private void Add(TarEntry entry)
    {
        var name = Clean(entry.Name);
        switch (entry.EntryType)
        {
            case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                _files[name] = new ArchivePart(entry.DataOffset, entry.Length);
                break;
            case TarEntryType.SymbolicLink:
                _links[name] = Clean($"{GoPath.Folder(name)}/{entry.LinkName}");
                break;
            case TarEntryType.HardLink:
                _links[name] = Clean(entry.LinkName);
                break;
            default:
                break;
        }
    }

    private static string Clean(string name) => GoPath.Clean("/" + name)[1..];
}

/// <summary>Where a file of an archive is.</summary>
/// <param name="Offset">From the archive's start.</param>
/// <param name="Length">In bytes.</param>
internal sealed record ArchivePart(long Offset, long Length);

/// <summary>What the texts in an image's archive may have.</summary>
internal static class TarHeaderLimits
{
    /// <summary>In bytes: manifests and configurations have some thousand.</summary>
    public const int LargestText = 16 << 20;
}
