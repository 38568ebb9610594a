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

    /// <summary>Grown by what really came, not by what was announced.</summary>
    private const int FirstStep = 32 << 10;

    private readonly byte[] _prefix = new byte[PrefixSize];
    private byte[] _message = [];

    /// <summary>The next message; null at the end.</summary>
    /// <exception cref="RpcException">It is compressed, too large, or cut.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        var got = await FillAsync(_prefix, cancellationToken);
        if (got == 0)
        {
            return null;
        }

        var length = got == PrefixSize ? Length() : throw Cut();
        var filled = 0;
        while (filled < length)
        {
            Grow(Math.Min(length, filled + FirstStep));
            var step = _message.AsMemory(filled, Math.Min(length, _message.Length) - filled);
            if (await FillAsync(step, cancellationToken) < step.Length)
            {
                throw Cut();
            }

            filled += step.Length;
        }

        return _message.AsMemory(0, length);
    }

    private static RpcException Cut() => new(RpcStatus.Internal, "A message is truncated.");

    private int Length()
    {
        if (_prefix[0] != 0)
        {
            throw new RpcException(RpcStatus.Unimplemented, "Compressed messages are not understood.");
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(_prefix.AsSpan(1));
        return length <= largest
            ? (int)length
            : throw new RpcException(RpcStatus.ResourceExhausted, $"A message of {length} bytes came, and {largest} are allowed.");
    }

    private void Grow(int size)
    {
        if (_message.Length < size)
        {
            Array.Resize(ref _message, Math.Max(size, 2 * _message.Length));
        }
    }

    private async ValueTask<int> FillAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var filled = 0;
        while (filled < buffer.Length)
        {
            var got = await read(buffer[filled..], cancellationToken);
            if (got == 0)
            {
                break;
            }

            filled += got;
        }

        return filled;
    }
}
