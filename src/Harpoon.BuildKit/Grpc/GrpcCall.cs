using Harpoon.BuildKit.Http2;

namespace Harpoon.BuildKit.Grpc;

/// <summary>A call over an HTTP/2 stream.</summary>
internal sealed class GrpcCall(Http2Stream stream) : IRpcCall, IDisposable
{
    private readonly GrpcMessageReader _reader = new(stream.ReadAsync);
    private readonly GrpcMessageWriter _writer = new(stream.WriteAsync);

    /// <inheritdoc/>
    public RpcMetadata Metadata { get; } =
        new(stream.Request.Fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken) => _reader.ReadAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) => _writer.WriteAsync(message, cancellationToken);

    /// <inheritdoc/>
    public ValueTask WriteAsync(MessageBatch batch, CancellationToken cancellationToken) => _writer.WriteAsync(batch, cancellationToken);

    public void Dispose() => _writer.Dispose();
}
