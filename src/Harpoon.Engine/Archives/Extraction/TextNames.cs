namespace Harpoon.Engine.Archives.Extraction;

/// <summary>An archive whose names are text: see <see cref="RawNames"/>. What it can't read passes as it is, for the tar reader to refuse.</summary>
/// <param name="tar">The archive. It stays open.</param>
internal sealed class TextNames(Stream tar) : TarHeaderStream(tar)
{
    private protected override async Task<ReadOnlyMemory<byte>> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        var header = new byte[TarHeaderFields.BlockSize];
        var length = await Tar.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellationToken);
        if (length < header.Length || TarHeaderFields.SizeOf(header) is not { } size)
        {
            Left = length < header.Length ? 0 : long.MaxValue;
            return header.AsMemory(0, length);
        }

        if (header[156] is not ((byte)'L' or (byte)'K' or (byte)'x') || size > LongestMetadata)
        {
            (Left, AnnouncedSize) = (TarHeaderFields.RoundedUp(AnnouncedSize ?? size), null);
            return header;
        }

        var whole = await ReadMetadataAsync(header, size, cancellationToken);
        return whole.Length == header.Length + TarHeaderFields.RoundedUp(size) ? RawNames.AsText(whole, (int)size) : whole;
    }
}
