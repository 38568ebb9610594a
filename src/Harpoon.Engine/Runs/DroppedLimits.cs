using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Engines;

namespace Harpoon.Engine.Runs;

/// <summary>
/// Tells of limits that a container has not got. Podman drops them without a word where it has no right to set them: rootless with version 1 of cgroups.
/// Docker says so itself, among the warnings of the creation.
/// </summary>
internal static class DroppedLimits
{
    /// <summary>Looks, if a limit was asked for and the engine is Podman: no other run pays for it.</summary>
    public static async Task TellAsync(string id, ContainerSpec spec, IEngine engine, IReport report, CancellationToken cancellationToken)
    {
        if ((spec.Memory, spec.NanoCpus, spec.PidsLimit) is (null or 0, null or 0, null or <= 0)
            || !(await engine.PingAsync(cancellationToken)).IsPodman)
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
