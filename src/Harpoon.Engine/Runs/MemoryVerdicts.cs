using Harpoon.Engine.Engines;

namespace Harpoon.Engine.Runs;

/// <summary>Asks whether a killed container was out of memory.</summary>
internal static class MemoryVerdicts
{
    /// <summary>The engine's word. Podman notices one, but not every one: measured, with version 1 of cgroups it notices none.</summary>
    public static async Task<MemoryVerdict> OfAsync(string id, IEngine engine) =>
        (await engine.Containers.InspectAsync(id, CancellationToken.None)).OutOfMemory ? MemoryVerdict.Yes
        : (await engine.PingAsync(CancellationToken.None)).IsPodman ? MemoryVerdict.Unknown
        : MemoryVerdict.No;
}
