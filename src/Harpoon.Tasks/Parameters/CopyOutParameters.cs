using System.Collections.Immutable;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Tasks.Output;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Parameters;

/// <summary>Reads which files to copy out of a container, and lists those that were.</summary>
internal static class CopyOutParameters
{
    /// <param name="items">Paths in the container, with <c>Destination</c> metadata.</param>
    /// <param name="directory">The folder for those without; null for the project's.</param>
    /// <param name="host">Where relative folders start.</param>
    public static ImmutableArray<CopyOutItem> Parse(ITaskItem[] items, string? directory, HostEnvironment host) =>
        [.. items.Select(item => new CopyOutItem(item.ItemSpec, host.FullPath(ParameterValue.Text(item.GetMetadata("Destination")) ?? directory ?? ".")))];

    public static ITaskItem ToItem(CopiedFile file)
    {
        var item = ItemText.ToItem(file.Path);
        item.SetMetadata("ContainerPath", ItemText.Escape(file.ContainerPath));
        return item;
    }
}
