using Harpoon.BuildKit.Http2;

namespace Harpoon.BuildKit.Grpc;

/// <summary>A call over an HTTP/2 stream.</summary>
internal sealed class GrpcCall(Http2Stream stream) : IRpcCall, IDisposable
{
    private readonly GrpcMessageReader reader = new(stream.ReadAsync);
    private readonly GrpcMessageWriter writer = new(async (message, token) => await stream.WriteAsync(message, token));

    /// <inheritdoc/>
    public RpcMetadata Metadata { get; } =
        new(stream.Request.Fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken) => reader.ReadAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) => writer.WriteAsync(message, cancellationToken);

    public void Dispose() => writer.Dispose();
}
