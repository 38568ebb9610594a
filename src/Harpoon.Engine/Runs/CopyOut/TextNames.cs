using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Runs.CopyOut;

/// <summary>An archive whose names are text: see <see cref="RawNames"/>. What it can't read passes as it is, for the tar reader to refuse.</summary>
/// <param name="tar">The archive. It stays open.</param>
internal sealed class TextNames(Stream tar) : ForwardStream
{
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
        var header = new byte[TarHeaderFields.BlockSize];
        var length = await tar.ReadAtLeastAsync(header, TarHeaderFields.BlockSize, throwOnEndOfStream: false, cancellationToken);
        if (length < TarHeaderFields.BlockSize || TarHeaderFields.SizeOf(header) is not { } size)
        {
            _left = length < TarHeaderFields.BlockSize ? 0 : long.MaxValue;
            return header.AsMemory(0, length);
        }

        if (header[156] is not ((byte)'L' or (byte)'K' or (byte)'x') || size > LongestMetadata)
        {
            (_left, _announced) = (TarHeaderFields.RoundedUp(_announced ?? size), null);
            return header;
        }

        var whole = new byte[TarHeaderFields.BlockSize + TarHeaderFields.RoundedUp(size)];
        header.CopyTo(whole, 0);
        length += await tar.ReadAtLeastAsync(whole.AsMemory(TarHeaderFields.BlockSize), whole.Length - TarHeaderFields.BlockSize, throwOnEndOfStream: false, cancellationToken);
        _announced = TarHeaderFields.SizeIn(header, whole.AsSpan(TarHeaderFields.BlockSize, (int)size)) ?? _announced;
        return length < whole.Length ? whole.AsMemory(0, length) : RawNames.AsText(whole, (int)size);
    }
}
