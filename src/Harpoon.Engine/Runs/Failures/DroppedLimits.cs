using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Failures;

/// <summary>Warns of limits and GPUs that a container did not get, if the engine does not warn itself when it creates the container.</summary>
internal static class DroppedLimits
{
    /// <summary>Looks, if one was asked for: no other run pays for it.</summary>
    public static async Task ReportAsync(string id, ContainerSpec spec, IEngine engine, IReport report, CancellationToken cancellationToken)
    {
        var asksForLimits = (spec.Memory, spec.NanoCpus, spec.PidsLimit) is not (null or 0, null or 0, null or <= 0);
        if ((!asksForLimits && spec.DeviceRequests.IsEmpty) || engine.Capabilities.WarnsOfDroppedLimits)
        {
            return;
        }

        if (!spec.DeviceRequests.IsEmpty)
        {
            // They are in the call, and Podman ignores them.
            report.Warning(Diagnostic.Of("HRP4151"));
        }

        if (!asksForLimits)
        {
            return;
        }

        var (memory, cpus, pids) = (await engine.Containers.InspectAsync(id, cancellationToken)).Limits;
        string[] dropped =
        [
            .. spec.Memory > 0 && memory == 0 ? [OptionNames.RunMemory] : Array.Empty<string>(),
            .. spec.NanoCpus > 0 && cpus == 0 ? [OptionNames.RunCpus] : Array.Empty<string>(),
            .. spec.PidsLimit > 0 && pids == 0 ? [OptionNames.RunPidsLimit] : Array.Empty<string>(),
        ];
        if (dropped.Length > 0)
        {
            report.Warning(Diagnostic.Of("HRP4150", string.Join(", ", dropped)));
        }
    }
}
