using Harpoon.BuildKit.Http2;

namespace Harpoon.BuildKit.Grpc;

/// <summary>Serves methods by our own HTTP/2.</summary>
internal sealed class Http2RpcHost(Stream stream, IEnumerable<IRpcMethod> methods, Http2Limits limits) : IRpcHost
{
    private readonly Http2Connection connection = new(stream, new GrpcHandler(methods), limits);

    /// <inheritdoc/>
    public long BytesSent => connection.BytesSent;

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken closing) => connection.RunAsync(closing);

    public void Dispose() => connection.Dispose();
}
