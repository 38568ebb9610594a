using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Cleanup;

namespace Harpoon.Engine.Services.Containers;

/// <summary>Services whose engine was lost.</summary>
internal static class LostServices
{
    /// <summary>The engine's answer to a network's creation was not understood: removes what may have been created.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="mark">The value of its label, which no other network has.</param>
    /// <param name="engine">Where.</param>
    public static Task ForgetNetworkAsync(string name, string mark, IEngine engine) => LostEngine.ReachAsync(async token =>
    {
        if (await engine.Networks.FindAsync(name, token) is { } network && network.Labels.GetValueOrDefault(HarpoonLabels.Session) == mark)
        {
            await NetworkRemoval.RemoveUnusedAsync(engine, network.Id, token);
        }

        return name;
    });

    /// <summary>Reaches for the engine again, so that what was started can be removed, and reports the loss.</summary>
    public static async Task<HarpoonException> ErrorAsync(IEngine engine, Exception loss)
    {
        await LostEngine.ReachAsync(token => engine.Networks.ListAsync(HarpoonLabels.Session, token));
        return new HarpoonException(Diagnostic.Of("HRP4214", loss.Message), loss);
    }
}
