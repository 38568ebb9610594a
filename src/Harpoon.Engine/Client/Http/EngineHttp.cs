using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Client.Http;

/// <summary>
/// HTTP/1.1 for calls with small bodies, and no more than an engine's answers need. In a cold build <see cref="HttpClient"/> costs
/// about 20 ms more than the call itself, since its assemblies load and its code compiles first, and a run makes seven calls.
/// One connection is kept open between calls.
/// </summary>
/// <param name="open">Opens a connection.</param>
/// <param name="isLocal">Whether the engine is on this machine.</param>
/// <param name="patience">How long an answer that has begun may take to go on, where no token limits the call; by default, as long as it likes.</param>
internal sealed class EngineHttp(Func<CancellationToken, Task<Stream>> open, bool isLocal = false, TimeSpan patience = default) : IAsyncDisposable
{
    private EngineHttpConnection? _idle;

    /// <summary>Asks with GET.</summary>
    /// <param name="path">The path and query, escaped.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<EngineHttpAnswer> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(new EngineHttpRequest("GET", path), cancellationToken);

    /// <summary>Makes a call and reads its answer whole.</summary>
    public async Task<EngineHttpAnswer> SendAsync(EngineHttpRequest request, CancellationToken cancellationToken)
    {
        // What is waited for for long has a connection that nobody could have closed before: that it ends means that it was lost.
        if (!request.MayTakeLong && Interlocked.Exchange(ref _idle, null) is { } used)
        {
            if (await TrySendAsync(used, request, isUsed: true, cancellationToken) is { } answer)
            {
                return answer;
            }

            // An engine may close an idle connection at any time. What makes something new is not said twice: perhaps it was heard.
            if (!request.IsRepeatable)
            {
                throw Closed();
            }
        }

        var fresh = new EngineHttpConnection(await open(cancellationToken), isLocal, patience);
        return await TrySendAsync(fresh, request, isUsed: false, cancellationToken) ?? throw Closed();
    }

    /// <summary>Makes a call, on a connection of its own, that is answered by a stream: a raw one, or a body that comes live. It is null where the answer is a refusal.</summary>
    public async Task<(EngineHttpAnswer Answer, Stream? Stream)> StreamAsync(EngineHttpRequest request, CancellationToken cancellationToken)
    {
        var connection = new EngineHttpConnection(await open(cancellationToken), isLocal, patience);
        try
        {
            var answer = await connection.TrySendAsync(request, cancellationToken) ?? throw Closed();
            return (answer, connection.Stream);
        }
        finally
        {
            if (connection.Stream is null)
            {
                await connection.DisposeAsync();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _idle, null) is { } connection)
        {
            await connection.DisposeAsync();
        }
    }

    private static IOException Closed() => new(DiagnosticTexts.Format("Said.Closed"));

    /// <summary>Null when the connection was found closed, or, if it was used before, broke while what was said can be said again.</summary>
    private async Task<EngineHttpAnswer?> TrySendAsync(
        EngineHttpConnection connection, EngineHttpRequest request, bool isUsed, CancellationToken cancellationToken)
    {
        var done = connection;
        try
        {
            var answer = await connection.TrySendAsync(request, cancellationToken);
            if (connection.CanGoOn)
            {
                done = Interlocked.Exchange(ref _idle, connection);
            }

            return answer;
        }
        catch (IOException) when (isUsed && request.IsRepeatable)
        {
            return null;
        }
        finally
        {
            if (done is not null)
            {
                await done.DisposeAsync();
            }
        }
    }
}
