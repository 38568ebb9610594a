using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Engines;

namespace Harpoon.Engine.Services.Waits;

/// <summary>Asks the engine for the state of the image's health check.</summary>
internal sealed class HealthProbe(string id, IEngineContainers containers) : IWaitProbe
{
    public async Task<string?> TryAsync(CancellationToken cancellationToken) =>
        (await containers.InspectAsync(id, cancellationToken)).Health switch
        {
            "healthy" => null,
            null => DiagnosticTexts.Format("Said.WaitNoHealthCheck"),
            var health => DiagnosticTexts.Format("Said.WaitHealth", health),
        };
}
