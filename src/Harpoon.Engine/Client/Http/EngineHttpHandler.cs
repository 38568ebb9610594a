namespace Harpoon.Engine.Client.Http;

/// <summary>.NET's own HTTP client, as an engine is talked to.</summary>
internal static class EngineHttpHandler
{
    /// <summary>In kB. Engines' heads have less than one; proxies add some.</summary>
    public const int LongestHead = 64;

    /// <param name="open">Opens a connection; TLS, if there is any, is the transport's too.</param>
    public static SocketsHttpHandler Over(Func<CancellationToken, Task<Stream>> open) => new()
    {
        ConnectCallback = async (_, cancellationToken) => await open(cancellationToken),

        // An engine is reached as its address says: a proxy is for the registries, and an engine never redirects elsewhere.
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
        MaxResponseHeadersLength = LongestHead,
    };
}
