using Harpoon.BuildKit.Http2;
using Harpoon.BuildKit.Http2.Frames;

namespace Harpoon.BuildKit.Grpc;

/// <summary>Serves methods by our own HTTP/2.</summary>
internal sealed class Http2RpcHost(Stream stream, IEnumerable<IRpcMethod> methods, Http2Limits limits) : IRpcHost
{
    private readonly Http2Connection _connection = new(stream, new GrpcHandler(methods), limits);

    /// <inheritdoc/>
    public long BytesSent => _connection.BytesSent;

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken closing) => _connection.RunAsync(closing);

    public void Dispose() => _connection.Dispose();
}
