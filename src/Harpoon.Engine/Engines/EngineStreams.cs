namespace Harpoon.Engine.Engines;

/// <summary>Calls whose answers come live, for as long as they take.</summary>
internal sealed class EngineStreams(EngineConnection connection)
{
    private readonly EngineWatch _watch = new(connection);

    /// <summary>Makes the call. Whoever gets the answer disposes of its stream, and so ends the call.</summary>
    /// <param name="request">The call; its address is relative, escaped and without the version.</param>
    /// <param name="read">Makes what the caller wants of the answer's head and the stream of its body.</param>
    /// <param name="check">Throws where the call goes on no more, though the engine is there; null where that can't be known.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="EngineRefusedException">The engine said no.</exception>
    public Task<T> OpenAsync<T>(
        HttpRequestMessage request, Func<HttpResponseMessage, Stream, T> read, Action? check, CancellationToken cancellationToken)
    {
        var call = $"{request.Method} /{request.RequestUri!.OriginalString.Split('?', 2)[0]}";
        return EngineCall.WithinAsync(
            connection.Endpoint,
            Timeout.InfiniteTimeSpan,
            token => _watch.WhileAsync(
                async watched =>
                {
                    var answer = await connection.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, watched);
                    await EngineRefusal.ThrowUnlessSuccessAsync(call, answer, watched);
                    return read(answer, new WatchedAnswer(await answer.Content.ReadAsStreamAsync(watched), _watch));
                },
                check,
                token),
            cancellationToken);
    }
}
