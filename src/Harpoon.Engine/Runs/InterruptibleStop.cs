using System.Runtime.InteropServices;
using Harpoon.Engine.Client;
using Harpoon.Engine.Runs.Cleanup;

namespace Harpoon.Engine.Runs;

/// <summary>Stops a container, which has its time to end, unless the user has no patience: an interrupt (Ctrl+C) meanwhile kills it.</summary>
internal static class InterruptibleStop
{
    /// <param name="engine">Where it runs.</param>
    /// <param name="id">The container.</param>
    /// <param name="timeout">How long it has between SIGTERM and SIGKILL.</param>
    /// <param name="cancellationToken">Gives up waiting for the engine.</param>
    public static async Task StopAsync(IEngine engine, string id, TimeSpan timeout, CancellationToken cancellationToken)
    {
        // The interrupt that led here has been handled. MSBuild takes no notice of a second one.
        using var interrupts = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            _ = Task.Run(() => ContainerRemoval.TryKillAsync(engine, id), CancellationToken.None);
        });
        await engine.Containers.StopAsync(id, timeout, cancellationToken);
    }
}
