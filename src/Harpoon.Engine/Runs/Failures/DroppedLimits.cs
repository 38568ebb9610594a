using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Failures;

/// <summary>
/// Tells of limits and GPUs that a container has not got. Podman drops them without a word where it has no right to set them: rootless with version 1 of cgroups.
/// Docker says so itself, among the warnings of the creation.
/// </summary>
internal static class DroppedLimits
{
    /// <summary>Looks, if one was asked for and the engine is Podman: no other run pays for it.</summary>
    public static async Task ReportAsync(string id, ContainerSpec spec, IEngine engine, IReport report, CancellationToken cancellationToken)
    {
        var asksForLimits = (spec.Memory, spec.NanoCpus, spec.PidsLimit) is not (null or 0, null or 0, null or <= 0);
        if ((!asksForLimits && spec.DeviceRequests.IsEmpty) || !(await engine.PingAsync(cancellationToken)).IsPodman)
        {
            return;
        }

        if (!spec.DeviceRequests.IsEmpty)
        {
            // Measured with Podman 4.3: they are in the call, and nothing comes of them.
            report.Warning(Diagnostic.Of("HRP4151"));
        }

        if (!asksForLimits)
        {
            return;
        }

        var (memory, cpus, pids) = (await engine.Containers.InspectAsync(id, cancellationToken)).Limits;
        string[] dropped =
        [
            .. spec.Memory > 0 && memory == 0 ? ["DockerRunMemory"] : Array.Empty<string>(),
            .. spec.NanoCpus > 0 && cpus == 0 ? ["DockerRunCpus"] : Array.Empty<string>(),
            .. spec.PidsLimit > 0 && pids == 0 ? ["DockerRunPidsLimit"] : Array.Empty<string>(),
        ];
        if (dropped.Length > 0)
        {
            report.Warning(Diagnostic.Of("HRP4150", string.Join(", ", dropped)));
        }
    }
}
