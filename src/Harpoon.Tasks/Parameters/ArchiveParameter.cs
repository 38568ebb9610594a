using Harpoon.Engine.Machine;

namespace Harpoon.Tasks.Parameters;

/// <summary>Reads where an image's archive is.</summary>
internal static class ArchiveParameter
{
    /// <param name="archive">The archive; null or empty for the default.</param>
    /// <param name="directory">The folder of the default; null or empty for the project's.</param>
    /// <param name="project">The project's file.</param>
    /// <param name="host">Where relative paths start.</param>
    public static string PathOf(string? archive, string? directory, string project, HostEnvironment host) =>
        host.FullPath(ParameterValue.Text(archive)?.Trim()
            ?? Path.Combine(ParameterValue.Text(directory) ?? ".", $"{Path.GetFileNameWithoutExtension(project)}.tar"));
}
