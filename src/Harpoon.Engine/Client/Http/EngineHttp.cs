using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Client.Http;

/// <summary>
/// The calls that every build makes, by .NET's own HTTP client over our transports. Each answer is limited in size and time, and what goes wrong is an
/// <see cref="IOException"/> in plain words.
/// </summary>
/// <param name="open">Opens a connection.</param>
/// <param name="isLocal">
/// Whether the engine is on this machine, where it answers most calls in a millisecond. Those are waited for on the thread: a wait that
/// suspends makes the JIT compile ten methods for each asynchronous caller, which takes longer than the answer.
/// </param>
/// <param name="patience">How long an answer that has begun may take to go on, where no token limits the call; zero for as long as it likes.</param>
internal sealed class EngineHttp(Func<CancellationToken, Task<Stream>> open, bool isLocal = false, TimeSpan patience = default) : IAsyncDisposable
{
    private HttpMessageInvoker? _invoker;

    /// <summary>The pool of connections, for clients that build on it.</summary>
    public SocketsHttpHandler Pool { get; } = EngineHttpHandler.Over(open);

    /// <summary>Asks with GET.</summary>
    /// <param name="path">The path and query, escaped.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<EngineHttpAnswer> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(new EngineHttpRequest("GET", path), cancellationToken);

    /// <summary>Makes a call and reads its answer whole.</summary>
    /// <exception cref="IOException">It ended midway, or what came is not HTTP/1, or too long.</exception>
    public async Task<EngineHttpAnswer> SendAsync(EngineHttpRequest request, CancellationToken cancellationToken)
    {
        // What is waited for for long has a connection that no one could have closed before: that it ends means that it was lost.
        if (request.MayTakeLong)
        {
            using var connection = await OwnConnection.OpenAsync(open, cancellationToken);
            return await connection.SendAsync(request, isLocal: false, patience, cancellationToken);
        }

        _invoker ??= new HttpMessageInvoker(Pool, disposeHandler: false);
        return await EngineHttpFailure.TranslateAsync(() => SendPooledAsync(request, cancellationToken), DiagnosticTexts.Format("Detail.Closed"));
    }

    /// <summary>Makes a call, on a connection of its own, that is answered by a stream: a raw one, or a body that comes live. It is null if the answer is a refusal.</summary>
    /// <inheritdoc cref="SendAsync"/>
    public async Task<(EngineHttpAnswer Answer, Stream? Stream)> StreamAsync(EngineHttpRequest request, CancellationToken cancellationToken)
    {
        var connection = await OwnConnection.OpenAsync(open, cancellationToken);
        Stream? stream = null;
        try
        {
            (var answer, stream) = await connection.StreamAsync(request, isLocal, patience, cancellationToken);
            return (answer, stream);
        }
        finally
        {
            if (stream is null)
            {
                connection.Dispose();
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        _invoker?.Dispose();
        Pool.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<EngineHttpAnswer> SendPooledAsync(EngineHttpRequest request, CancellationToken cancellationToken)
    {
        using var message = request.ToMessage();
        using var response = isLocal ? WaitForHead(message, cancellationToken) : await _invoker!.SendAsync(message, cancellationToken);
        return EngineHttpAnswer.Of(response, await AnswerBody.ReadAsync(response, clock: null, cancellationToken));
    }

    private HttpResponseMessage WaitForHead(HttpRequestMessage message, CancellationToken cancellationToken) => _invoker!.Send(message, cancellationToken);
}
