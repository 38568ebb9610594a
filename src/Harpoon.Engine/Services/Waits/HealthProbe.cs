using System.Diagnostics;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Services.Waits;

/// <summary>Asks the engine for the state of the image's health check.</summary>
/// <param name="id">The container.</param>
/// <param name="containers">The engine's containers.</param>
/// <param name="hopeless">The error, given the reason, when the check can't pass any more.</param>
internal sealed class HealthProbe(string id, IEngineContainers containers, Func<string, HarpoonException> hopeless) : IWaitProbe
{
    public async Task<string?> TryAsync(CancellationToken cancellationToken) =>
        (await containers.InspectAsync(id, cancellationToken)).Health switch
        {
            "healthy" => null,
            null => throw hopeless("Detail.WaitNoHealthCheck"),
            "unhealthy" => throw hopeless("Detail.WaitUnhealthy"),
            var health => DiagnosticTexts.Format("Detail.WaitHealth", health),
        };
}

/// <summary>
/// Lets Podman run a container's health check. By itself it leaves that to systemd's timers: where there are none, the state is 'starting' for ever, and where there
/// are, it follows more runs than the image asked for, so that only the answer of each run counts.
/// </summary>
/// <param name="id">The container.</param>
/// <param name="containers">The engine's containers.</param>
/// <param name="hopeless">The error, given the reason, when the check can't pass any more.</param>
internal sealed class PodmanHealthProbe(string id, IEngineContainers containers, Func<string, HarpoonException> hopeless) : IWaitProbe
{
    private readonly long _start = Stopwatch.GetTimestamp();

    public async Task<string?> TryAsync(CancellationToken cancellationToken)
    {
        if ((await containers.InspectAsync(id, cancellationToken)).HealthCheckGrace is not { } grace)
        {
            throw hopeless("Detail.WaitNoHealthCheck");
        }

        return await containers.RunHealthCheckAsync(id, cancellationToken) is var health && health == "healthy" ? null
            : Stopwatch.GetElapsedTime(_start) > grace ? throw hopeless("Detail.WaitUnhealthy")
            : DiagnosticTexts.Format("Detail.WaitHealth", health);
    }
}
