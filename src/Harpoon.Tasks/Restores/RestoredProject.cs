using System.Collections.Immutable;
using Harpoon.Engine.Machine;
using Microsoft.Build.Evaluation;

namespace Harpoon.Tasks.Restores;

/// <summary>A project as restore sees it.</summary>
/// <param name="File">The full path of its file.</param>
/// <param name="Files">Itself, what it imports and what NuGet reads for it, but for what is installed on the machine, and what NuGet and builds write.</param>
/// <param name="References">The projects that it refers to.</param>
/// <param name="Outputs">The folders that its builds write.</param>
internal sealed record RestoredProject(
    string File,
    ImmutableArray<string> Files,
    ImmutableArray<string> References,
    ImmutableArray<string> Outputs)
{
    // NuGet has it in the folder of each package that it unpacks.
    private const string PackageMark = ".nupkg.metadata";

    private static readonly ImmutableArray<string> OutputProperties = ["BaseIntermediateOutputPath", "MSBuildProjectExtensionsPath", "BaseOutputPath"];

    /// <param name="evaluations">The evaluation of the project, and those for each of its frameworks.</param>
    /// <param name="asBuilt">One more, whose imports count.</param>
    public static RestoredProject Of(IReadOnlyList<Project> evaluations, Project? asBuilt)
    {
        var outer = evaluations[0];
        var installed = Installed(outer);
        var outputs = OutputProperties.Select(name => Folder(outer, name)).OfType<string>().Distinct().ToImmutableArray();
        var imports = evaluations.Concat(asBuilt is null ? [] : [asBuilt]).SelectMany(evaluation => evaluation.Imports).Select(import => import.ImportedProject.FullPath).Where(file => file.Length > 0).Distinct();
        var source = ProjectName.SourceOf(outer.FullPath) ?? outer.FullPath;
        return new RestoredProject(
            source,
            [source, .. imports.Where(file => !installed.Concat(outputs).Any(folder => IsBelow(file, folder)) && !IsOfPackage(file)), .. NuGetFiles(outer)],
            [.. evaluations.SelectMany(ReferencesOf).Distinct()],
            outputs);
    }

    public static bool IsBelow(string file, string folder) =>
        Path.GetRelativePath(folder, file) is var path && path != ".." && !path.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !Path.IsPathRooted(path);

    private static IEnumerable<string> ReferencesOf(Project evaluation) => evaluation.GetItems("ProjectReference")
        .Select(item => Path.GetFullPath(item.EvaluatedInclude.Replace('\\', '/'), evaluation.DirectoryPath))
        .Where(System.IO.File.Exists);

    /// <summary>The lock file, and a settings file that is named.</summary>
    private static IEnumerable<string> NuGetFiles(Project project)
    {
        string?[] files =
        [
            FullPath(project, "NuGetLockFilePath"),
            Path.Combine(project.DirectoryPath, $"packages.{Path.GetFileNameWithoutExtension(project.FullPath).Replace(' ', '_')}.lock.json"),
            Path.Combine(project.DirectoryPath, "packages.lock.json"),
            FullPath(project, "RestoreConfigFile"),
        ];
        return files.OfType<string>().Where(System.IO.File.Exists);
    }

    /// <summary>Where the .NET SDK is, and what a user adds to every build of the machine.</summary>
    private static ImmutableArray<string> Installed(Project project)
    {
        string?[] folders =
        [
            Path.GetFullPath(Path.Combine(typeof(Project).Assembly.Location, "..", "..", "..")),
            FullPath(project, "MSBuildExtensionsPath"),
            FullPath(project, "MSBuildUserExtensionsPath"),
            FullPath(project, "NetCoreRoot"),
        ];
        return [.. folders.OfType<string>()];
    }

    private static bool IsOfPackage(string file)
    {
        for (var folder = Path.GetDirectoryName(file); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (System.IO.File.Exists(Path.Combine(folder, PackageMark)))
            {
                return true;
            }
        }

        return false;
    }

    // A folder that holds the project can't be left out.
    private static string? Folder(Project project, string property) =>
        FullPath(project, property) is { } folder && !IsBelow(project.FullPath, folder) ? folder : null;

    private static string? FullPath(Project project, string property) =>
        project.GetPropertyValue(property).Trim() is { Length: > 0 } path
            ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(path.Replace('\\', '/'), project.DirectoryPath))
            : null;
}
