using System.Buffers.Binary;
using Harpoon.BuildKit.Http2;

namespace Harpoon.BuildKit.Grpc;

/// <summary>A call over an HTTP/2 stream.</summary>
internal sealed class GrpcCall(Http2Stream stream) : IRpcCall, IDisposable
{
    private readonly GrpcMessageReader reader = new(stream.ReadAsync);
    private readonly SemaphoreSlim writing = new(1);
    private byte[] framed = [];

    /// <inheritdoc/>
    public RpcMetadata Metadata { get; } =
        new(stream.Request.Fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken) => reader.ReadAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            await stream.WriteAsync(Frame(message.Span), cancellationToken);
        }
        finally
        {
            writing.Release();
        }
    }

    public void Dispose() => writing.Dispose();

    /// <summary>One piece, so that a small message is one DATA frame.</summary>
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
