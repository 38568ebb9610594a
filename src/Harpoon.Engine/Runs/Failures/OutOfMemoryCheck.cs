using Harpoon.Engine.Client;

namespace Harpoon.Engine.Runs.Failures;

/// <summary>Asks whether a killed container was out of memory.</summary>
internal static class OutOfMemoryCheck
{
    /// <summary>The engine's word. Podman notices one, but not every one: measured, with version 1 of cgroups it notices none.</summary>
    public static async Task<OutOfMemory> OfAsync(string id, IEngine engine) =>
        (await engine.Containers.InspectAsync(id, CancellationToken.None)).OutOfMemory ? OutOfMemory.Yes
        : (await engine.PingAsync(CancellationToken.None)).IsPodman ? OutOfMemory.Unknown
        : OutOfMemory.No;
}
