using System.Globalization;
using Harpoon.Tasks.Restores;
using Harpoon.Tasks.Tests.Infrastructure;
using Microsoft.Build.Evaluation;
using Microsoft.Build.Execution;
using Microsoft.Build.Framework;
using Microsoft.Build.Logging;

namespace Harpoon.Tasks.Tests.Restores;

[Collection(nameof(CurrentFolder))]
public sealed class RestoreProjectsTests : IClassFixture<CurrentFolder>
{
    /// <summary>How many solutions are compared; more by hand.</summary>
    private static readonly int Solutions =
        int.TryParse(Environment.GetEnvironmentVariable("HARPOON_TEST_RESTORES"), CultureInfo.InvariantCulture, out var count) ? count : 12;

    [Fact]
    public void The_files_are_those_that_a_restore_imports()
    {
        var seed = Random.Shared.Next();
        for (var number = 0; number < Solutions; number++)
        {
            using var solution = new RandomSolution(seed + number);

            var files = RestoreProjects.Of(solution.Project, TestContext.Current.CancellationToken).SelectMany(project => project.Files).Distinct();
            var imported = ImportedBy(solution);

            Assert.True(
                imported.SetEquals(files),
                $"Seed {seed + number}: restore reads {string.Join(", ", imported.Except(files))} too, and not {string.Join(", ", files.Except(imported))}.");
        }
    }

    [Fact]
    public void What_builds_and_packages_bring_is_not_part_of_it_and_the_lock_file_is()
    {
        using var solution = new RandomSolution(seed: 1);
        var folder = Path.GetDirectoryName(solution.Project)!;
        Directory.CreateDirectory(Path.Combine(folder, "obj"));
        Directory.CreateDirectory(Path.Combine(solution.Folder, "packages/a/1.0.0/build"));
        File.WriteAllText(Path.Combine(folder, "obj/P0.csproj.own.g.props"), "<Project />");
        File.WriteAllText(Path.Combine(solution.Folder, "packages/a/1.0.0/.nupkg.metadata"), "{}");
        File.WriteAllText(Path.Combine(solution.Folder, "packages/a/1.0.0/build/a.props"), "<Project />");
        File.WriteAllText(Path.Combine(folder, "packages.lock.json"), "{}");
        var text = File.ReadAllText(solution.Project);
        File.WriteAllText(solution.Project, text.Replace("</Project>", "<Import Project=\"../packages/a/1.0.0/build/a.props\" /><Import Project=\"notthere.props\" /></Project>", StringComparison.Ordinal));

        var project = RestoreProjects.Of(solution.Project, TestContext.Current.CancellationToken)[0];

        Assert.Contains(Path.Combine(folder, "packages.lock.json"), project.Files);
        Assert.DoesNotContain(project.Files, file => file.Contains("/obj/", StringComparison.Ordinal) || file.Contains("/packages/", StringComparison.Ordinal));
        Assert.Equal([Path.Combine(folder, "obj"), Path.Combine(folder, "bin")], project.Outputs);
    }

    /// <summary>Restores with MSBuild as <c>dotnet restore</c> does, and listens.</summary>
    private static HashSet<string> ImportedBy(RandomSolution solution)
    {
        ImportLog imports = new();
        using var collection = new ProjectCollection();
        using var manager = new BuildManager("restores");
        Dictionary<string, string?> properties = new() { ["MSBuildRestoreSessionId"] = Guid.NewGuid().ToString("D"), ["MSBuildIsRestoring"] = "true" };
        var result = manager.Build(
            new Microsoft.Build.Execution.BuildParameters(collection)
            {
                EnableNodeReuse = false,

                // It has imports logged.
                Loggers = [new BinaryLogger { Parameters = $"ProjectImports=None;{Path.Combine(solution.Folder, "restore.binlog")}" }, imports],
            },
            new BuildRequestData(solution.Project, properties, null, ["Restore"], null));
        Assert.True(result.OverallResult == BuildResultCode.Success, string.Join('\n', imports.Errors));
        return [.. imports.Files.Where(file => file.StartsWith(solution.Folder, StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal))];
    }

    private sealed class ImportLog : ILogger
    {
        public HashSet<string> Files { get; } = [];

        public List<string> Errors { get; } = [];

        public LoggerVerbosity Verbosity { get; set; } = LoggerVerbosity.Diagnostic;

        public string? Parameters { get; set; }

        public void Initialize(IEventSource eventSource) => eventSource.AnyEventRaised += (_, e) =>
        {
            switch (e)
            {
                case ProjectImportedEventArgs { ImportIgnored: false, ImportedProjectFile: { Length: > 0 } file }:
                    Files.Add(file);
                    break;
                case ProjectEvaluationStartedEventArgs { ProjectFile: { } project }:
                    Files.Add(project);
                    break;
                case BuildErrorEventArgs error:
                    Errors.Add(error.Message ?? "");
                    break;
                default:
                    break;
            }
        };

        public void Shutdown()
        {
        }
    }
}
