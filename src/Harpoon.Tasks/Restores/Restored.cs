using System.Collections.Immutable;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Context;
using Harpoon.Engine.Context.Ignore;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Machine;

namespace Harpoon.Tasks.Restores;

/// <summary>Puts into a context what <c>dotnet restore</c> reads, as a tree of its own: a change of anything else leaves the step that copies it as it was.</summary>
internal static class Restored
{
    /// <summary>The same for each machine, so that they share a cache.</summary>
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Adds the files, if a line copies them, and leaves out what builds on this machine wrote.</summary>
    /// <param name="options">The build.</param>
    /// <param name="project">The full path of the project.</param>
    /// <param name="host">The machine.</param>
    /// <param name="report">Where the warnings go; null for no warnings.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="HarpoonException">HRP3421: a file is outside of the context; HRP3422: a project can't be evaluated.</exception>
    public static ImageBuildOptions AddTo(ImageBuildOptions options, string project, HostEnvironment host, IReport? report, CancellationToken cancellationToken)
    {
        if (options.Lines.FirstOrDefault(written => written.IsRestore) is not { } line)
        {
            return options;
        }

        var root = string.IsNullOrWhiteSpace(options.Context) ? host.CurrentDirectory : Path.TrimEndingDirectorySeparator(host.FullPath(options.Context.Trim()));
        var projects = RestoreProjects.Of(project, cancellationToken);
        var files = Inside(projects, root, line);
        var settings = projects.Select(found => Path.GetDirectoryName(found.File)!).Distinct().SelectMany(SettingsFiles.Above).Distinct().ToList();
        foreach (var outside in settings.Where(file => !RestoredProject.IsBelow(file, root) && !SettingsFiles.IsToolManifest(file)))
        {
            report?.Warning(Diagnostic.Of("HRP3423", outside, root).At(line.Location));
        }

        files.UnionWith(settings.Where(file => RestoredProject.IsBelow(file, root)));
        files.UnionWith(files.Where(SettingsFiles.IsNuGetConfig).ToList().SelectMany(SettingsFiles.Packages).Where(file => RestoredProject.IsBelow(file, root)));

        // A file with a login may be left out on purpose.
        var isIgnored = IgnoredFiles.Of(root);
        foreach (var file in files.Where(file => isIgnored(Relative(file, root))))
        {
            report?.Message(MessageLevel.Normal, $"The restore in the build doesn't read {file}, which .dockerignore leaves out.");
        }

        return options with
        {
            ContextFiles = [.. options.ContextFiles, .. files.Where(file => !isIgnored(Relative(file, root))).Select(file => Sent(file, root))],
            NotSent = [.. projects.SelectMany(found => found.Outputs).Distinct()],
        };
    }

    private static ContextFile Sent(string file, string root) =>
        new(file, $"{InlineCopy.RestoreFolder}/{Relative(file, root)}", Mode);

    private static string Relative(string file, string root) =>
        OperatingSystem.IsWindows() ? Path.GetRelativePath(root, file).Replace('\\', '/') : Path.GetRelativePath(root, file);

    private static SortedSet<string> Inside(ImmutableArray<RestoredProject> projects, string root, DockerfileLine line)
    {
        SortedSet<string> files = new(projects.SelectMany(project => project.Files), StringComparer.Ordinal);
        var outside = files.Where(file => !RestoredProject.IsBelow(file, root)).ToList();
        return outside.Count == 0
            ? files
            : throw new HarpoonException(Diagnostic.Of("HRP3421", string.Join(", ", outside), root, Common([root, .. outside.Select(file => Path.GetDirectoryName(file)!)])).At(line.Location));
    }

    /// <summary>The nearest folder that has all of these.</summary>
    private static string Common(IReadOnlyList<string> folders)
    {
        var common = folders[0];
        while (folders.Any(folder => !RestoredProject.IsBelow(folder, common)) && Path.GetDirectoryName(common) is { } parent)
        {
            common = parent;
        }

        return common;
    }
}
