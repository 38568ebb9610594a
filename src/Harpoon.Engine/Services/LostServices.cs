using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Engines;
using Harpoon.Engine.Runs;

namespace Harpoon.Engine.Services;

/// <summary>Services whose engine was lost.</summary>
internal static class LostServices
{
    /// <summary>Reaches for the engine again, so that what was started can be removed, and tells of the loss.</summary>
    public static async Task<HarpoonException> ErrorAsync(IEngine engine, Exception loss)
    {
        await LostEngine.ReachAsync(token => engine.Networks.ListAsync(HarpoonLabels.Session, token));
        return new HarpoonException(Diagnostic.Of("HRP4214", loss.Message), loss);
    }
}
