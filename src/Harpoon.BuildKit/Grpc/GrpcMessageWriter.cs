using System.Buffers.Binary;

namespace Harpoon.BuildKit.Grpc;

/// <summary>Writes messages, one at a time, each as one piece with its prefix, so that a small one is one DATA frame.</summary>
internal sealed class GrpcMessageWriter(Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> write) : IDisposable
{
    private readonly SemaphoreSlim writing = new(1);
    private byte[] framed = [];

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            await write(Frame(message.Span), cancellationToken);
        }
        finally
        {
            writing.Release();
        }
    }

    public void Dispose() => writing.Dispose();

    private ReadOnlyMemory<byte> Frame(ReadOnlySpan<byte> message)
    {
        var size = GrpcMessageReader.PrefixSize + message.Length;
        if (framed.Length < size)
        {
            framed = new byte[size];
        }

        framed[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), message.Length);
        message.CopyTo(framed.AsSpan(GrpcMessageReader.PrefixSize));
        return framed.AsMemory(0, size);
    }
}
