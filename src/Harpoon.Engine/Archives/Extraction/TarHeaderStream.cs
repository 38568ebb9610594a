using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Archives.Extraction;

/// <summary>An archive whose headers are looked at before they are read; what an entry contains passes as it comes.</summary>
/// <param name="tar">The archive. It stays open.</param>
internal abstract class TarHeaderStream(Stream tar) : ReadOnlyStream
{
    /// <summary>In bytes. A path has at most 4 kB on Linux, an extended attribute 64 kB, all of a file's 64 kB or a few times that.</summary>
    private protected const int LongestMetadata = 1 << 20;

    private ReadOnlyMemory<byte> _ready;

    private protected Stream Tar => tar;

    /// <summary>The size of the next entry, if an entry of metadata before it says it.</summary>
    private protected long? AnnouncedSize { get; set; }

    /// <summary>How many bytes pass until the next header.</summary>
    private protected long Left { get; set; }

    public sealed override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        if (_ready.IsEmpty && Left == 0)
        {
            _ready = await ReadHeaderAsync(cancellationToken);
        }

        if (_ready.IsEmpty)
        {
            var count = await tar.ReadAsync(buffer[..(int)Math.Min(buffer.Length, Left)], cancellationToken);
            Left -= count;
            return count;
        }

        var taken = Math.Min(buffer.Length, _ready.Length);
        _ready[..taken].CopyTo(buffer);
        _ready = _ready[taken..];
        return taken;
    }

    /// <summary>An entry's header; with what follows, if that is about the next entry. A part of it at the end of a truncated archive.</summary>
    private protected abstract Task<ReadOnlyMemory<byte>> ReadHeaderAsync(CancellationToken cancellationToken);

    /// <summary>A header with the metadata behind it; a part of it at the end of a truncated archive.</summary>
    /// <param name="header">The header.</param>
    /// <param name="size">How long the metadata is.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    private protected async Task<Memory<byte>> ReadMetadataAsync(byte[] header, long size, CancellationToken cancellationToken)
    {
        var whole = new byte[header.Length + TarHeaderFields.RoundedUp(size)];
        header.CopyTo(whole, 0);
        var length = header.Length + await Tar.ReadAtLeastAsync(
            whole.AsMemory(header.Length), whole.Length - header.Length, throwOnEndOfStream: false, cancellationToken);
        AnnouncedSize = TarHeaderFields.SizeIn(header, whole.AsSpan(header.Length, (int)size)) ?? AnnouncedSize;
        return whole.AsMemory(0, length);
    }
}
