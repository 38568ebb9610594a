using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Cleanup;

/// <summary>What is cleared away when a run is over, however it went: under a time of its own, which no cancellation of the run shortens.</summary>
internal static class CleanupTimeout
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Does it.</summary>
    /// <returns>Null, or why it may not have been done.</returns>
    public static async Task<string?> TryAsync(Func<CancellationToken, Task> action)
    {
        using var limited = new CancellationTokenSource(Limit);
        try
        {
            await action(limited.Token);
            return null;
        }
        catch (HarpoonException e)
        {
            return e.Message;
        }
        catch (OperationCanceledException)
        {
            return $"The engine did not respond within {Limit.TotalSeconds} s.";
        }
    }
}
