using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Runs.CopyOut;

/// <summary>
/// Looks at an archive's headers before the tar reader does, which keeps the long name and the attributes of an entry in memory, whatever size they say that they have.
/// </summary>
/// <param name="tar">The archive. It stays open.</param>
internal sealed class TarGuard(Stream tar) : ForwardStream
{
    /// <summary>In bytes. A path has at most 4 kB on Linux, an extended attribute 64 kB, all of a file's 64 kB or a few times that.</summary>
    private const int LongestMetadata = 1 << 20;

    private ReadOnlyMemory<byte> _checked;
    private long? _announcedSize;
    private long _left;

    public override bool CanRead => true;

    public override bool CanWrite => false;

    /// <exception cref="InvalidDataException">A header is damaged, or an entry larger than can be.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        if (_checked.IsEmpty && _left == 0)
        {
            _checked = await ReadHeaderAsync(cancellationToken);
        }

        if (_checked.IsEmpty)
        {
            var count = await tar.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _left)], cancellationToken);
            _left -= count;
            return count;
        }

        var taken = Math.Min(buffer.Length, _checked.Length);
        _checked[..taken].CopyTo(buffer);
        _checked = _checked[taken..];
        return taken;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    /// <summary>An entry's header; with what follows, where that is about the next entry. A part of it at the end of an archive that is cut.</summary>
    private async Task<ReadOnlyMemory<byte>> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        var header = new byte[TarHeaderFields.BlockSize];
        var length = await tar.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellationToken);
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
            _left = TarHeaderFields.RoundedUp(_announcedSize ?? size);
            _announcedSize = null;
            return header;
        }

        if (size > LongestMetadata)
        {
            throw new InvalidDataException($"An entry has a name or attributes of {size} bytes.");
        }

        var whole = new byte[header.Length + TarHeaderFields.RoundedUp(size)];
        header.CopyTo(whole, 0);
        length += await tar.ReadAtLeastAsync(whole.AsMemory(header.Length), whole.Length - header.Length, throwOnEndOfStream: false, cancellationToken);
        _announcedSize = TarHeaderFields.SizeIn(header, whole.AsSpan(header.Length, (int)size)) ?? _announcedSize;
        return whole.AsMemory(0, length);
    }
}
