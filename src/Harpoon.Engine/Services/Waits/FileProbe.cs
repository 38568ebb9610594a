using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Engines;

namespace Harpoon.Engine.Services.Waits;

/// <summary>Asks the engine for a file of the container, which needs no tool in it.</summary>
internal sealed class FileProbe(string path, string id, IEngineContainers containers) : IWaitProbe
{
    public async Task<string?> TryAsync(CancellationToken cancellationToken) =>
        await containers.HasPathAsync(id, path, cancellationToken) ? null : DiagnosticTexts.Format("Said.WaitNoFile");
}
