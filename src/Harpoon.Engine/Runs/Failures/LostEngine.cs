using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Failures;

/// <summary>An engine that was lost, and may be back soon.</summary>
internal static class LostEngine
{
    /// <summary>How long the engine is reached for. One that restarts is back sooner, and nobody waits longer for an error.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Asks again and again until the engine answers; null where it doesn't in time.</summary>
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
            catch (Exception e) when (e is OperationCanceledException or HarpoonException || RunEnding.IsLossOfEngine(e))
            {
                await Task.Delay(Pause, limited.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return null;
    }
}
