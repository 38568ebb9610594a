namespace Harpoon.Engine.Archives.Extraction;

/// <summary>
/// Looks at an archive's headers before the tar reader does, which keeps the long name and the attributes of an entry in memory, whatever size they say that they have.
/// A damaged header and an entry larger than can be are an <see cref="InvalidDataException"/>.
/// </summary>
/// <param name="tar">The archive. It stays open.</param>
internal sealed class TarGuard(Stream tar) : TarHeaderStream(tar)
{
    private protected override async Task<ReadOnlyMemory<byte>> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        var header = new byte[TarHeaderFields.BlockSize];
        var length = await Tar.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellationToken);
        if (length == header.Length && !TarHeaderFields.IsValid(header))
        {
            throw new InvalidDataException("A header of the archive is damaged.");
        }

        if (length < header.Length || TarHeaderFields.SizeOf(header) is not { } size)
        {
            return header.AsMemory(0, length);
        }

        if (!TarHeaderFields.IsMetadata(header))
        {
            (Left, AnnouncedSize) = (TarHeaderFields.RoundedUp(AnnouncedSize ?? size), null);
            return header;
        }

        return size <= LongestMetadata
            ? await ReadMetadataAsync(header, size, cancellationToken)
            : throw new InvalidDataException($"An entry has a name or attributes of {size} bytes.");
    }
}
