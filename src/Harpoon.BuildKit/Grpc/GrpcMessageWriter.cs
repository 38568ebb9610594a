using System.Buffers.Binary;

namespace Harpoon.BuildKit.Grpc;

/// <summary>Writes messages, one at a time, each as one piece with its prefix, so that a small one is one DATA frame.</summary>
internal sealed class GrpcMessageWriter(Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> write) : IDisposable
{
    private readonly SemaphoreSlim _writing = new(1);
    private byte[] _framed = [];

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await write(Frame(message.Span), cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose() => _writing.Dispose();

    private ReadOnlyMemory<byte> Frame(ReadOnlySpan<byte> message)
    {
        var size = GrpcMessageReader.PrefixSize + message.Length;
        if (_framed.Length < size)
        {
            _framed = new byte[size];
        }

        _framed[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(_framed.AsSpan(1), message.Length);
        message.CopyTo(_framed.AsSpan(GrpcMessageReader.PrefixSize));
        return _framed.AsMemory(0, size);
    }
}
