using Harpoon.Engine.Builds.Outputs;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.BuildKit.Exporting;

/// <summary>Takes each kind of output.</summary>
internal static class BuildExports
{
    /// <param name="output">What the build writes; null for an image on the engine.</param>
    /// <param name="report">Is given a warning about what is left out.</param>
    public static BuildExport? Of(BuildOutput? output, IReport report) => output switch
    {
        null => null,
        { Kind: OutputKind.Folder } => new FolderExport(output, report),
        _ => new FileExport(output),
    };
}
