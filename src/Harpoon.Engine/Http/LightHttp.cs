using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Http;

/// <summary>
/// GET and nothing more, for the questions that most builds ask and get no further than. In a cold build <see cref="HttpClient"/> costs
/// about 20 ms more than the call itself, since its assemblies load first.
/// One connection is kept open between calls.
/// </summary>
/// <param name="open">Opens a connection.</param>
internal sealed class LightHttp(Func<CancellationToken, Task<Stream>> open) : IAsyncDisposable
{
    private LightConnection? idle;

    /// <param name="path">The path and query, escaped.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<LightAnswer> GetAsync(string path, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref idle, null) is { } used
            && await TryGetAsync(used, path, cancellationToken) is { } answer)
        {
            return answer;
        }

        // An engine may close an idle connection at any time; a question can be asked again.
        var fresh = new LightConnection(await open(cancellationToken));
        return await TryGetAsync(fresh, path, cancellationToken)
            ?? throw new IOException(DiagnosticTexts.Format("Said.Closed"));
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref idle, null) is { } connection)
        {
            await connection.DisposeAsync();
        }
    }

    /// <summary>Null when the connection was closed before an answer began, as an idle one may be.</summary>
    private async Task<LightAnswer?> TryGetAsync(LightConnection connection, string path, CancellationToken cancellationToken)
    {
        var done = connection;
        try
        {
            var answer = await connection.TryGetAsync(path, cancellationToken);
            if (connection.CanGoOn)
            {
                done = Interlocked.Exchange(ref idle, connection);
            }

            return answer;
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
