using Harpoon.Engine.Diagnostics;

namespace Harpoon.Tasks.Logging;

/// <summary>The SDK's own package: a place in one of its files is none that a user can do something about.</summary>
/// <param name="root">Its folder; null if there is none, as for a task that is loaded from elsewhere.</param>
internal sealed class PackageFolder(string? root)
{
    /// <summary>The package that this assembly is in.</summary>
    public static PackageFolder Own { get; } = new(RootOf(typeof(PackageFolder).Assembly.Location));

    /// <summary>The diagnostic at its place, if that is outside of the package; else at the project's file.</summary>
    /// <param name="diagnostic">The diagnostic. Without a place MSBuild gives one: the task's line.</param>
    /// <param name="taskFile">The file that the task is written in.</param>
    /// <param name="project">The project's file.</param>
    public Diagnostic Leave(Diagnostic diagnostic, string? taskFile, string project) =>
        Has(diagnostic.Location?.File ?? taskFile) ? diagnostic.At(new SourceLocation(project)) : diagnostic;

    /// <summary>Whether a file is one of the package's.</summary>
    public bool Has(string? file) => root is not null && !string.IsNullOrEmpty(file)
        && Path.GetFullPath(file, root).StartsWith(root + Path.DirectorySeparatorChar, OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    private static string? RootOf(string assembly)
    {
        var folder = Path.GetDirectoryName(assembly);
        while (!string.IsNullOrEmpty(folder) && !File.Exists(Path.Combine(folder, "Sdk", "Sdk.targets")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return string.IsNullOrEmpty(folder) ? null : folder;
    }
}
