using Harpoon.Bench.Measuring;
using Harpoon.Bench.Reporting;

namespace Harpoon.Bench.Work;

/// <summary>What Harpoon adds to builds in which it has nothing to do.</summary>
internal static class Additions
{
    // Differences of some milliseconds between builds of some hundred need more rounds than ratios do.
    private const int RoundsFactor = 3;

    public static async Task<MarkdownTable> MeasureAsync(
        Workspace workspace, BenchOptions options, Stopwatches stopwatch, CancellationToken cancellationToken)
    {
        var table = new MarkdownTable("what is added", "with", "without", "difference", "target", "");
        // Nothing is promised beside no SDK: most of that is what NuGet takes to find any SDK that comes as a package.
        await AddAsync("carrying the SDK in a plain `dotnet build`, beside no SDK", null,
            Workspace.Build(workspace.Carrying, "Build"), Workspace.Build(workspace.Plain, "Build"));
        await AddAsync("the same, beside an SDK package that is empty", 8,
            Workspace.Build(workspace.Carrying, "Build"), Workspace.Build(workspace.CarryingNothing, "Build"));
        await AddAsync("its evaluation alone, beside no SDK", null,
            Workspace.Evaluate(workspace.Carrying), Workspace.Evaluate(workspace.Plain));
        await AddAsync("its evaluation alone, beside an SDK package that is empty", 8,
            Workspace.Evaluate(workspace.Carrying), Workspace.Evaluate(workspace.CarryingNothing));
        await AddAsync("an unchanged image, beside an empty target", 50,
            Workspace.Build(workspace.Harpoon, "DockerBuild"), Workspace.Build(workspace.Harpoon, "Empty"));
        await AddAsync($"an unchanged image of {options.Files:N0} files, beside an empty target", 50,
            Workspace.Build(workspace.HarpoonLarge, "DockerBuild"), Workspace.Build(workspace.HarpoonLarge, "Empty"));
        await Images.RemoveAsync(cancellationToken);
        return table;

        async Task AddAsync(string what, int? milliseconds, Command with, Command without)
        {
            IReadOnlyList<Sample> medians = await stopwatch.RaceAsync(
                what, options.Rounds * RoundsFactor, [new(with), new(without)], cancellationToken);
            TimeSpan difference = medians[0].Duration - medians[1].Duration;
            table.Add(what, Cell.Time(medians[0].Duration), Cell.Time(medians[1].Duration), Cell.Time(difference),
                milliseconds is null ? "" : $"≤ {milliseconds} ms",
                milliseconds is null ? "" : Cell.Met(difference.TotalMilliseconds <= milliseconds));
        }
    }
}
