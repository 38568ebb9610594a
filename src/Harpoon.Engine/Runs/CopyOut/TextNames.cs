using System.Buffers.Text;
using Harpoon.Engine.Streams;

namespace Harpoon.Engine.Runs.CopyOut;

/// <summary>An archive whose names are text: see <see cref="RawNames"/>. What it can't read passes as it is, for the tar reader to refuse.</summary>
/// <param name="tar">The archive. It stays open.</param>
internal sealed class TextNames(Stream tar) : ForwardStream
{
    private const int BlockSize = 512;
    private const int LongestMetadata = 1 << 20;

    private ReadOnlyMemory<byte> _ready;
    private long? _announced;
    private long _left;

    public override bool CanRead => true;

    public override bool CanWrite => false;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_ready.IsEmpty && _left == 0)
        {
            _ready = await ReadHeaderAsync(cancellationToken);
        }

        if (_ready.IsEmpty)
        {
            var count = await tar.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _left)], cancellationToken);
            _left -= count;
            return count;
        }

        var length = Math.Min(buffer.Length, _ready.Length);
        _ready[..length].CopyTo(buffer);
        _ready = _ready[length..];
        return length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    private async Task<ReadOnlyMemory<byte>> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        var header = new byte[BlockSize];
        var length = await tar.ReadAtLeastAsync(header, BlockSize, throwOnEndOfStream: false, cancellationToken);
        if (length < BlockSize || SizeIn(header) is not { } size)
        {
            _left = length < BlockSize ? 0 : long.MaxValue;
            return header.AsMemory(0, length);
        }

        if (header[156] is not ((byte)'L' or (byte)'K' or (byte)'x') || size > LongestMetadata)
        {
            (_left, _announced) = (RoundedUp(_announced ?? size), null);
            return header;
        }

        var whole = new byte[BlockSize + RoundedUp(size)];
        header.CopyTo(whole, 0);
        length += await tar.ReadAtLeastAsync(whole.AsMemory(BlockSize), whole.Length - BlockSize, throwOnEndOfStream: false, cancellationToken);
        _announced = SizeOfNext(whole.AsSpan(BlockSize, (int)size)) ?? _announced;
        return length < whole.Length ? whole.AsMemory(0, length) : RawNames.AsText(whole, (int)size);
    }

    private static long RoundedUp(long size) => (size + BlockSize - 1) / BlockSize * BlockSize;

    /// <summary>In octal digits; null for what is none, as of files beyond 8 GB without attributes.</summary>
    private static long? SizeIn(ReadOnlySpan<byte> header)
    {
        var size = 0L;
        foreach (var digit in header[124..136].Trim(" \0"u8))
        {
            if (digit is < (byte)'0' or > (byte)'7')
            {
                return null;
            }

            size = (size * 8) + digit - '0';
        }

        return size;
    }

    /// <summary>What attributes say of the size of the entry that they are about.</summary>
    private static long? SizeOfNext(ReadOnlySpan<byte> attributes)
    {
        var start = attributes.IndexOf(" size="u8);
        return start > 0 && Utf8Parser.TryParse(attributes[(start + " size=".Length)..], out long size, out _) && size is >= 0 and < long.MaxValue / 2 ? size : null;
    }
}
