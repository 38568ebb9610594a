using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Engines;

namespace Harpoon.Engine.Services.Waits;

/// <summary>Asks the engine for the state of the image's health check, and runs the check itself where the engine may not.</summary>
internal sealed class HealthProbe(Service service, string id, ServiceLog log, IEngine engine) : IWaitProbe
{
    private readonly OwnHealthCheck _own = new(id, engine.Execs);

    public async Task<string?> TryAsync(CancellationToken cancellationToken)
    {
        var state = await engine.Containers.InspectAsync(id, cancellationToken);
        return state.Health switch
        {
            "healthy" => null,
            null => throw Hopeless("Said.WaitNoHealthCheck"),
            "unhealthy" => throw Hopeless("Said.WaitUnhealthy"),

            // Podman leaves the runs to systemd's timers: where there is none, the state is 'starting' for ever.
            _ when (await engine.PingAsync(cancellationToken)).IsPodman =>
                await RunAsync(state.HealthCheck ?? throw Hopeless("Said.WaitNoHealthCheck"), cancellationToken),
            var health => DiagnosticTexts.Format("Said.WaitHealth", health),
        };
    }

    private async Task<string?> RunAsync(HealthCheck check, CancellationToken cancellationToken)
    {
        var found = await _own.TryAsync(check, cancellationToken);
        return found is not null && _own.IsOver(check) ? throw Hopeless("Said.WaitUnhealthy") : found;
    }

    private HarpoonException Hopeless(string reason) =>
        new(Diagnostic.Of("HRP4215", service.Name, DiagnosticTexts.Format(reason), log.LastLines).About(service.Item));
}
