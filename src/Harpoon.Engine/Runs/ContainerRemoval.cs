using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Engines;

namespace Harpoon.Engine.Runs;

/// <summary>Ends a container however its run went: under its own time, which no cancellation of the run shortens.</summary>
internal static class ContainerRemoval
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Removes it with its anonymous volumes, even if it still runs.</summary>
    /// <returns>Null, or why it may still be there.</returns>
    public static Task<string?> TryAsync(IEngine engine, string id) =>
        TryAsync(token => engine.Containers.RemoveAsync(id, token));

    /// <summary>Kills it, if it still runs.</summary>
    /// <inheritdoc cref="TryAsync(IEngine, string)"/>
    public static Task<string?> TryKillAsync(IEngine engine, string id) =>
        TryAsync(token => engine.Containers.KillAsync(id, token));

    private static async Task<string?> TryAsync(Func<CancellationToken, Task> action)
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
            return $"The engine did not answer within {Limit.TotalSeconds} s.";
        }
    }
}
