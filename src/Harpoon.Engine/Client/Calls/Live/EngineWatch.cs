using Harpoon.Engine.Client.Http;

namespace Harpoon.Engine.Client.Calls.Live;

/// <summary>
/// Waits for what may take its time: a step may say nothing for an hour. While nothing comes, the engine is asked now and then whether it is still there, since a
/// network that is cut silently closes nothing. All in all a lost engine is noticed within <c>$(DockerTimeout)</c>.
/// </summary>
internal sealed class EngineWatch(EngineConnection connection)
{
    private readonly TimeSpan _silence = connection.Timeout / 3;

    /// <summary>Waits for a piece of work, which is ended where the engine is gone.</summary>
    /// <param name="start">Starts it; the token ends it.</param>
    /// <param name="check">Throws where the work goes on no more, though the engine is there; null if that can't be known.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="Diagnostics.HarpoonException">HRP1012, HRP1011: the engine is gone.</exception>
    public async Task<T> WhileAsync<T>(Func<CancellationToken, Task<T>> start, Action? check, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var working = start(ending.Token);
        try
        {
            while (await Task.WhenAny(working, Task.Delay(_silence, ending.Token)) != working)
            {
                await AskAsync(ending.Token);
                check?.Invoke();
            }

            return await working;
        }
        finally
        {
            // Its buffers are used again as soon as this returns.
            await ending.CancelAsync();
            await ((Task)working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>By a connection of its own: one that was kept may have been dropped on the way while it was idle.</summary>
    private Task<EngineHttpAnswer> AskAsync(CancellationToken cancellationToken) => EngineCall.WithinAsync(
        connection.Endpoint,
        connection.Timeout - _silence,
        async token =>
        {
            await using var fresh = new EngineHttp(connection.Opener.OpenAsync);
            return await fresh.GetAsync($"{connection.Endpoint.BasePath}/_ping", token);
        },
        cancellationToken);
}
