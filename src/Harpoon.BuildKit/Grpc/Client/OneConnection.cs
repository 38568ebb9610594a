using System.Diagnostics.CodeAnalysis;

namespace Harpoon.BuildKit.Grpc.Client;

/// <summary>.NET's HTTP/2 client on a connection that is open already.</summary>
internal static class OneConnection
{
    /// <summary>BuildKit repeats the Dockerfile in the trailers of a failed build. In KB.</summary>
    private const int LargestHeaders = 16 << 10;

    private static readonly TimeSpan ShortestPing = TimeSpan.FromSeconds(1);

    /// <summary>A client that has this connection and gets no other. Disposing of it closes the connection.</summary>
    /// <param name="connection">HTTP/2 is spoken on it from the first byte.</param>
    /// <param name="silence">After this silence the other side is asked for a sign of life, and has as long to give one; null for never.</param>
    [SuppressMessage("Usage", "CA2262:Set MaxResponseHeadersLength properly", Justification = "16 MB is meant: what gRPC's own clients accept.")]
    public static HttpMessageInvoker Invoker(Stream connection, TimeSpan? silence = null)
    {
        Stream? unused = connection;
        var handler = new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            UseProxy = false,
            MaxResponseHeadersLength = LargestHeaders,
            ConnectCallback = (_, _) => Interlocked.Exchange(ref unused, null) is { } fresh
                ? ValueTask.FromResult(fresh)
                : ValueTask.FromException<Stream>(new IOException("The connection is closed.")),
        };
        if (silence is { } length)
        {
            handler.KeepAlivePingDelay = handler.KeepAlivePingTimeout = length > ShortestPing ? length : ShortestPing;
            handler.KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests;
        }

        return new HttpMessageInvoker(handler);
    }
}
