using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Runs.Options.Volumes;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Parameters;

/// <summary>Reads a volume: the docker CLI's grammar, or a source with <c>TargetPath</c>, <c>Type</c> and <c>ReadOnly</c> metadata.</summary>
internal static class VolumeItem
{
    public static VolumeMount Read(ITaskItem item, HostEnvironment host) => VolumeGrammar.Parse(
        new VolumeRequest(
            item.ItemSpec,
            ParameterValue.Text(item.GetMetadata("TargetPath")),
            ParameterValue.Text(item.GetMetadata("Type")),
            ParameterValue.Boolean("ReadOnly", item.GetMetadata("ReadOnly"))),
        host) with { Item = new ItemReference("DockerVolume", item.ItemSpec) };
}
