using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Dialects;

namespace Harpoon.Engine.Runs.Cleanup;

/// <summary>Removes networks that no container is in any more.</summary>
internal static class NetworkRemoval
{
    /// <summary>Removes one, unless a container runs in it: the run of that one removes the network when it leaves.</summary>
    /// <returns>Whether it is gone.</returns>
    public static async Task<bool> RemoveUnusedAsync(IEngine engine, string id, CancellationToken cancellationToken)
    {
        try
        {
            await engine.Networks.RemoveAsync(id, cancellationToken);
            return true;
        }
        catch (EngineRefusedException e) when (e.Kind == RefusalKind.NetworkInUse)
        {
            return false;
        }
    }
}
