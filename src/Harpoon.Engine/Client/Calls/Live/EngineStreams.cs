using System.Collections.Immutable;
using System.Net.Http.Headers;
using Docker.DotNet.Models;
using Harpoon.Engine.Client.Http;

namespace Harpoon.Engine.Client.Calls.Live;

/// <summary>Calls whose answers come live, for as long as they take. Disposing of a stream ends the call.</summary>
internal sealed class EngineStreams(EngineConnection connection)
{
    private readonly EngineRequests _requests = new(connection);
    private readonly ClientCalls _client = new(connection);
    private readonly EngineWatch _watch = new(connection);

    /// <summary>Makes a call that is answered by messages.</summary>
    /// <param name="request">The call; its path is relative, escaped and without the version.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The answer's body as it comes.</returns>
    /// <exception cref="EngineRefusedException">The engine said no.</exception>
    public async Task<Stream> OpenAsync(EngineHttpRequest request, CancellationToken cancellationToken)
    {
        var (_, body) = await OpenAsync(request, new JsonPieces(), clock: null, cancellationToken);
        return body;
    }

    /// <summary>Makes a call that is answered by a file, which may take long to begin, and then has no reason to be silent.</summary>
    /// <param name="request">The call; its path is relative, escaped and without the version.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <inheritdoc cref="OpenAsync(EngineHttpRequest, CancellationToken)"/>
    public async Task<Stream> OpenFileAsync(EngineHttpRequest request, CancellationToken cancellationToken)
    {
        var (_, body) = await OpenAsync(request, new WholePiece(), clock: null, cancellationToken);
        return body;
    }

    /// <summary>Reads a file or folder of a container: an archive, which has no reason to be silent.</summary>
    /// <param name="id">The container.</param>
    /// <param name="path">The file or folder.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <inheritdoc cref="OpenAsync(EngineHttpRequest, CancellationToken)"/>
    public async Task<(ContainerPathStatResponse Stat, Stream Tar)> OpenArchiveAsync(string id, string path, CancellationToken cancellationToken)
    {
        var call = $"GET /containers/{id}/archive";
        var clock = new StallClock(connection.Timeout, () => PieceClock.Stalled(call, connection.Timeout));
        var archive = await WatchAsync(
            token => _client.StartAsync(
                call, (client, ending) => client.Containers.GetArchiveFromContainerAsync(id, new() { Path = path }, statOnly: false, ending), token),
            clock.ThrowIfStalled,
            cancellationToken);
        return (archive.Stat, Watched(new LiveBody(archive.Stream!), call, new WholePiece()));
    }

    /// <summary>Makes a call that sends a tar, by the client that listens for the answer meanwhile.</summary>
    /// <param name="path">Relative, escaped and without the version.</param>
    /// <param name="headers">Headers of the call's own.</param>
    /// <param name="tar">The tar. It stays open.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <param name="beginsSoon">Whether an answer that has not begun within the connection's timeout, after all was sent, is an error: HRP3039.</param>
    /// <inheritdoc cref="OpenAsync(EngineHttpRequest, CancellationToken)"/>
    public async Task<Stream> UploadAsync(
        string path, ImmutableArray<KeyValuePair<string, string>> headers, Stream tar, CancellationToken cancellationToken, bool beginsSoon = true)
    {
        var clock = new StallClock(connection.Timeout);
        await using var upload = new WatchedUpload(tar, clock) { IsAnsweredSoon = beginsSoon };
        using var content = new StreamContent(upload);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-tar");
        var request = new EngineHttpRequest("POST", path) { Headers = headers, Content = content };
        var (_, body) = await OpenAsync(request, new JsonPieces(), clock, cancellationToken);
        return body;
    }

    private async Task<(EngineHttpAnswer Head, Stream Body)> OpenAsync(
        EngineHttpRequest request, IAnswerPieces pieces, StallClock? clock, CancellationToken cancellationToken)
    {
        var live = request with { Streams = true, MayTakeLong = true };
        Action? check = clock is null ? null : clock.ThrowIfStalled;
        var (head, body) = await WatchAsync(token => _requests.StreamAsync(live, token), check, cancellationToken);

        // One that says how long it is has nothing to wait for.
        return (head, Watched(body, request.Call, head.Header("Content-Length") is null ? pieces : new WholePiece()));
    }

    private WatchedAnswer Watched(Stream body, string call, IAnswerPieces pieces) =>
        new(body, call, pieces, new PieceClock(call, connection.Timeout), _watch);

    /// <param name="start">Starts the call.</param>
    /// <param name="check">Throws where the call goes on no more, though the engine is there; null if that can't be known.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    private Task<T> WatchAsync<T>(Func<CancellationToken, Task<T>> start, Action? check, CancellationToken cancellationToken) =>
        EngineCall.WithinAsync(
            connection.Endpoint, Timeout.InfiniteTimeSpan, token => _watch.WhileAsync(start, check, token), cancellationToken);
}
