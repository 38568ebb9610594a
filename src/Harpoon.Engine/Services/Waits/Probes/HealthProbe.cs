using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Services.Containers;
using Harpoon.Engine.Services.Spec;

namespace Harpoon.Engine.Services.Waits.Probes;

/// <summary>Asks the engine for the state of the image's health check.</summary>
internal sealed class HealthProbe(Service service, string id, ServiceLog log, IEngineContainers containers) : IWaitProbe
{
    public async Task<string?> TryAsync(CancellationToken cancellationToken) =>
        (await containers.InspectAsync(id, cancellationToken)).Health switch
        {
            "healthy" => null,
            null => throw Hopeless("Said.WaitNoHealthCheck"),
            "unhealthy" => throw Hopeless("Said.WaitUnhealthy"),
            var health => DiagnosticTexts.Format("Said.WaitHealth", health),
        };

    private HarpoonException Hopeless(string reason) =>
        new(Diagnostic.Of("HRP4215", service.Name, DiagnosticTexts.Format(reason), log.LastLines).About(service.Item));
}
