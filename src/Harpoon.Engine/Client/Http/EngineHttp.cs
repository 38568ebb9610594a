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
    private readonly CancellationTokenSource _closing = new();
    private SocketsHttpHandler? _pool;
    private HttpMessageInvoker? _invoker;
    private int _underWay;

    /// <summary>The pool of connections, for clients that build on it.</summary>
    public SocketsHttpHandler Pool => LazyInitializer.EnsureInitialized(ref _pool, () => EngineHttpHandler.Over(OpenAsync));

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
        return await CountedAsync(waits => SendPooledAsync(request, waits, cancellationToken));
    }

    /// <summary>Makes a call, on a connection of its own, that is answered by a stream: a raw one, or a body that comes live. It is null if the answer is a refusal.</summary>
    /// <inheritdoc cref="SendAsync"/>
    public async Task<(EngineHttpAnswer Answer, Stream? Stream)> StreamAsync(EngineHttpRequest request, CancellationToken cancellationToken)
    {
        var connection = await OwnConnection.OpenAsync(open, cancellationToken);
        Stream? stream = null;
        try
        {
            (var answer, stream) = await CountedAsync(waits => connection.StreamAsync(request, waits, patience, cancellationToken));
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

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _invoker?.Dispose();
        _pool?.Dispose();
        _closing.Dispose();
    }

    /// <summary>.NET's client goes on to connect for a while after the call that asked for it has ended: here until the engine is left.</summary>
    private async Task<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        return await open(either.Token);
    }

    /// <summary>
    /// Makes a call, with whether its thread waits for the head: only while no other call is under way. The client needs threads of the pool to go
    /// on, which callers that wait side by side would take.
    /// </summary>
    private async Task<T> CountedAsync<T>(Func<bool, Task<T>> call)
    {
        var isAlone = Interlocked.Increment(ref _underWay) == 1;
        try
        {
            return await call(isLocal && isAlone);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    private async Task<EngineHttpAnswer> SendPooledAsync(EngineHttpRequest request, bool waits, CancellationToken cancellationToken)
    {
        using var message = request.ToMessage();
        using var response = await EngineHttpFailure.TranslateAsync(
            () => waits ? Task.FromResult(WaitForHead(message, cancellationToken)) : _invoker!.SendAsync(message, cancellationToken),
            DiagnosticTexts.Format("Detail.Closed"));
        return await EngineHttpFailure.TranslateAsync(
            async () => EngineHttpAnswer.Of(response, await AnswerBody.ReadAsync(response, clock: null, cancellationToken)),
            DiagnosticTexts.Format("Detail.CutShort"));
    }

    private HttpResponseMessage WaitForHead(HttpRequestMessage message, CancellationToken cancellationToken) => _invoker!.Send(message, cancellationToken);
}
