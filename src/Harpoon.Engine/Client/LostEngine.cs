using System.Net.Sockets;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Http;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Client;

/// <summary>An engine that was lost, and may be back soon.</summary>
internal static class LostEngine
{
    /// <summary>How long the engine is reached for. One that restarts is back sooner, and no one waits longer for an error.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Whether this says that the engine can't be talked to any more, rather than that it said no.</summary>
    public static bool IsLoss(Exception e) =>
        e is IOException or InvalidDataException or SocketException
        || e is HarpoonException { Diagnostics: [{ Code: "HRP1011" or "HRP1012" }] };

    /// <summary>Whether the engine may have done what it was asked to do, though its answer says nothing of it.</summary>
    public static bool MayHaveActed(Exception e) =>
        IsLoss(e) || e is HarpoonException { Diagnostics: [{ Code: EngineAnswer.Code or PieceClock.Code }] };

    /// <summary>Asks again and again until the engine answers; null if it doesn't in time.</summary>
    public static async Task<T?> ReachAsync<T>(Func<CancellationToken, Task<T>> ask)
        where T : class
    {
        using var limited = new CancellationTokenSource(Limit);
        while (!limited.IsCancellationRequested)
        {
            try
            {
                return await ask(limited.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or HarpoonException || IsLoss(e))
            {
                await Task.Delay(Pause, limited.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return null;
    }
}
