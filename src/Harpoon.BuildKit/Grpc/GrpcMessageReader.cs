using System.Buffers.Binary;

namespace Harpoon.BuildKit.Grpc;

/// <summary>Cuts a request's body into messages: a byte that says whether it is compressed, a length, the message.</summary>
/// <param name="read">Reads the body.</param>
/// <param name="largest">The largest message that is accepted, in bytes.</param>
internal sealed class GrpcMessageReader(
    Func<Memory<byte>, CancellationToken, ValueTask<int>> read, int largest = GrpcMessageReader.LargestMessage)
{
    /// <summary>The size of what stands before each message.</summary>
    public const int PrefixSize = 5;

    /// <summary>What gRPC implementations take by default; nothing that a daemon sends comes near it.</summary>
    public const int LargestMessage = 4 << 20;

    /// <summary>Small messages come together with one read. For a large one the buffer grows by what really came, not by what was announced.</summary>
    private const int FirstSize = 4 << 10;

    private byte[] _buffer = new byte[FirstSize];
    private int _start;
    private int _end;

    /// <summary>The next message; null at the end.</summary>
    /// <exception cref="RpcException">It is compressed, too large, or cut.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (Next() is { } message)
            {
                return message;
            }

            MakeRoom();
            var got = await read(_buffer.AsMemory(_end), cancellationToken);
            if (got == 0)
            {
                return _start == _end ? null : throw new RpcException(RpcStatus.Internal, "A message is truncated.");
            }

            _end += got;
        }
    }

    /// <summary>The next message, if all of it came.</summary>
    private ReadOnlyMemory<byte>? Next()
    {
        var came = _buffer.AsMemory(_start.._end);
        if (came.Length < PrefixSize || Length(came.Span) is var length && came.Length - PrefixSize < length)
        {
            return null;
        }

        _start += PrefixSize + length;
        return came.Slice(PrefixSize, length);
    }

    private int Length(ReadOnlySpan<byte> prefix)
    {
        if (prefix[0] != 0)
        {
            throw new RpcException(RpcStatus.Unimplemented, "Compressed messages are not understood.");
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]);
        return length <= largest
            ? (int)length
            : throw new RpcException(RpcStatus.ResourceExhausted, $"A message of {length} bytes came, and {largest} are allowed.");
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _end);
        }
    }
}
