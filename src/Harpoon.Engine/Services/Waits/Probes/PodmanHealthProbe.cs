using System.Diagnostics;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Services.Containers;
using Harpoon.Engine.Services.Spec;

namespace Harpoon.Engine.Services.Waits.Probes;

/// <summary>
/// Lets Podman run a container's health check. By itself it leaves that to systemd's timers: where there are none, the state is 'starting' for ever, and where there
/// are, it follows more runs than the image asked for, so that only the answer of each run counts.
/// </summary>
internal sealed class PodmanHealthProbe(Service service, string id, ServiceLog log, IEngineContainers containers) : IWaitProbe
{
    private readonly long _start = Stopwatch.GetTimestamp();

    public async Task<string?> TryAsync(CancellationToken cancellationToken)
    {
        if ((await containers.InspectAsync(id, cancellationToken)).HealthCheckGrace is not { } grace)
        {
            throw Hopeless("Said.WaitNoHealthCheck");
        }

        return await containers.RunHealthCheckAsync(id, cancellationToken) is var health && health == "healthy" ? null
            : Stopwatch.GetElapsedTime(_start) > grace ? throw Hopeless("Said.WaitUnhealthy")
            : DiagnosticTexts.Format("Said.WaitHealth", health);
    }

    private HarpoonException Hopeless(string reason) =>
        new(Diagnostic.Of("HRP4215", service.Name, DiagnosticTexts.Format(reason), log.LastLines).About(service.Item));
}
