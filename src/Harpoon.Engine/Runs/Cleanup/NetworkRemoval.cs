using System.Net;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Calls;

namespace Harpoon.Engine.Runs.Cleanup;

/// <summary>Removes networks that nobody is in any more.</summary>
internal static class NetworkRemoval
{
    /// <summary>Removes one, unless a container runs in it: whoever runs that one removes the network when it leaves.</summary>
    /// <returns>Whether it is gone.</returns>
    public static async Task<bool> RemoveUnusedAsync(IEngine engine, string id, CancellationToken cancellationToken)
    {
        try
        {
            await engine.Networks.RemoveAsync(id, cancellationToken);
            return true;
        }
        catch (EngineRefusedException e) when (e.Status is (int)HttpStatusCode.Forbidden or (int)HttpStatusCode.Conflict || IsPodmansRefusal(e))
        {
            return false;
        }
    }

    private static bool IsPodmansRefusal(EngineRefusedException e) => e.ResponseMessage.EndsWith("network is being used", StringComparison.Ordinal);
}
