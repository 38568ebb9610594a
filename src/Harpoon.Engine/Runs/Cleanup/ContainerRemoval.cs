using Harpoon.Engine.Client;

namespace Harpoon.Engine.Runs.Cleanup;

/// <summary>Ends a container however its run went.</summary>
internal static class ContainerRemoval
{
    /// <summary>Removes it with its anonymous volumes, even if it still runs.</summary>
    /// <returns>Null, or why it may still be there.</returns>
    public static Task<string?> TryAsync(IEngine engine, string id) =>
        CleanupTimeout.TryAsync(token => engine.Containers.RemoveAsync(id, token));

    /// <summary>Kills it, if it still runs.</summary>
    /// <inheritdoc cref="TryAsync(IEngine, string)"/>
    public static Task<string?> TryKillAsync(IEngine engine, string id) =>
        CleanupTimeout.TryAsync(token => engine.Containers.KillAsync(id, token));
}
