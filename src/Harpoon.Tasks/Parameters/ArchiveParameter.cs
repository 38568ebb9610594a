using Harpoon.Engine.Archives;
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

    /// <summary>The output of a build that writes such an archive itself, as <c>$(DockerBuildOutput)</c> has it; null for none.</summary>
    /// <param name="path">The full path; null or empty for none.</param>
    /// <param name="format">The archive's format.</param>
    public static string? OutputOf(string? path, string? format) => ParameterValue.Text(path) is { } file
        ? $"type={(ArchiveFormats.Parse(format) == ArchiveFormat.Oci ? "oci" : "docker")},\"dest={file.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : null;
}
