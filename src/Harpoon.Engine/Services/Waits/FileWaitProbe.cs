using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Services.Waits;

/// <summary>Asks the engine for a file of the container, which needs no tool in it.</summary>
internal sealed class FileWaitProbe(string path, string id, IEngineContainers containers) : IWaitProbe
{
    public async Task<string?> TryAsync(CancellationToken cancellationToken) =>
        await containers.HasPathAsync(id, path, cancellationToken) ? null : DiagnosticTexts.Format("Detail.WaitNoFile");
}
