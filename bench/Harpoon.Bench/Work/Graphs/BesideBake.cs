using System.Globalization;
using Harpoon.Bench.Measuring;
using Harpoon.Bench.Reporting;

namespace Harpoon.Bench.Work.Graphs;

/// <summary>A graph of images beside <c>docker buildx bake</c> of the same graph. Needs a CLI with buildx, and an engine that its bake can use.</summary>
internal static class BesideBake
{
    public static async Task<MarkdownTable> MeasureAsync(
        Workspace workspace, BenchOptions options, Stopwatches stopwatch, CancellationToken cancellationToken)
    {
        GraphFiles graph = GraphFiles.Write(workspace, Repository.Find());
        await new Command("dotnet", "restore", graph.Solution, "--disable-build-servers").RunAsync(cancellationToken);
        var table = new MarkdownTable(
            $"{GraphFiles.Count} images on one another", "Harpoon", "of which the build", "bake", "`Exec` of buildx", "build ÷ bake", "whole ÷ bake", "whole ÷ `Exec`", "target", "");
        Func<CancellationToken, Task> nothing = _ => Task.CompletedTask;
        (string Work, double Target, Func<CancellationToken, Task> Prepare)[] rows =
            [("cold", 1.0, graph.ChangeRootAsync), ("nothing changed", 0.5, nothing), ("one leaf changed", 0.6, graph.ChangeLeafAsync)];
        foreach (var (work, target, prepare) in rows)
        {
            IReadOnlyList<Sample> medians = await stopwatch.RaceAsync($"graph, {work}", Math.Max(options.LongRounds, 3),
            [
                new(Workspace.Build(graph.Solution, "DockerBuild"), prepare),
                new(Workspace.Build(graph.Solution, "Empty")),
                new(new Command("docker", "buildx", "bake", "--file", graph.BakeFile), prepare),
                new(Workspace.Build(graph.Exec, "Image"), prepare),
            ], cancellationToken);
            TimeSpan whole = medians[0].Duration, build = whole - medians[1].Duration, bake = medians[2].Duration, exec = medians[3].Duration;
            table.Add(
                work, Cell.Time(whole), Cell.Time(build), Cell.Time(bake), Cell.Time(exec), Cell.Ratio(build, bake), Cell.Ratio(whole, bake), Cell.Ratio(whole, exec),
                string.Create(CultureInfo.InvariantCulture, $"build ≤ {target:0.0}× bake"), Cell.Met(build <= target * bake));
        }

        await GraphFiles.RemoveAsync(cancellationToken);
        return table;
    }
}
