using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Client.Calls;

/// <summary>Puts a limit on a call, and says what became of one that failed.</summary>
internal static class EngineCall
{
    /// <exception cref="HarpoonException">HRP1012: no answer in time; HRP1011: the connection was lost.</exception>
    public static async Task<T> WithinAsync<T>(
        Endpoint endpoint, TimeSpan timeout, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(timeout);
        try
        {
            return await call(limited.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HarpoonException(Diagnostic.Of("HRP1012", endpoint, timeout.TotalSeconds), e);
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException or HttpRequestException)
        {
            throw new HarpoonException(Diagnostic.Of("HRP1011", endpoint, e.Message), e);
        }
    }
}
