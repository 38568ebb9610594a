namespace Harpoon.BuildKit.Http2;

/// <summary>Answers requests, each on its own task.</summary>
internal interface IHttp2Handler
{
    /// <summary>Answers one. A request that is left without trailers is reset.</summary>
    /// <param name="stream">The request, and where the answer goes.</param>
    /// <param name="aborted">The other side gave the request up, or the connection ends.</param>
    Task HandleAsync(Http2Stream stream, CancellationToken aborted);
}
