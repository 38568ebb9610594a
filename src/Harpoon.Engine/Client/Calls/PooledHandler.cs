using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Client.Transports;

namespace Harpoon.Engine.Client.Calls;

/// <summary>The pool of connections to one engine, and the raw client over it.</summary>
internal static class PooledHandler
{
    public static SocketsHttpHandler Over(StreamOpener opener) => new()
    {
        ConnectCallback = async (_, cancellationToken) => await opener.OpenAsync(cancellationToken),

        // An engine is reached as its address says: a proxy is for the registries, and an engine never redirects elsewhere.
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
    };

    public static HttpClient HttpClientOver(SocketsHttpHandler handler, Endpoint endpoint, Version apiVersion) => new(handler, disposeHandler: false)
    {
        // The transport knows where to; TLS, where there is any, is the transport's too.
        BaseAddress = new Uri($"http://docker{endpoint.BasePath}/v{apiVersion}/"),
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
