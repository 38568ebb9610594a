using Harpoon.Bench.Measuring;
using Harpoon.Bench.Reporting;

namespace Harpoon.Bench.Work;

/// <summary>The memory that Harpoon's work takes in the build's own process, over an idle build of the same project.</summary>
internal static class PeakMemory
{
    public static async Task<MarkdownTable> MeasureAsync(
        Workspace workspace, BenchOptions options, Stopwatches stopwatch, CancellationToken cancellationToken)
    {
        var table = new MarkdownTable(
            "peak resident memory", "Harpoon", "idle build", "over idle", "docker CLI alone", "target", "");
        await AddAsync($"first build, {options.Megabytes} MB context", 40,
            workspace.HarpoonLarge,
            Workspace.Build(workspace.HarpoonLarge, "DockerBuild", "DockerBuildAlways=true", "DockerBuildNoCache=true"),
            new Command("docker", "build", "--no-cache", "-t", "harpoon-bench-cli-large", workspace.LargeContext));
        await AddAsync($"run, {options.Lines:N0} lines", null,
            workspace.Harpoon,
            Workspace.Build(workspace.Harpoon, "DockerRun", "Chatty=true"),
            new Command("docker", "run", "--rm", Workspace.BaseImage, "seq", "1", $"{options.Lines}"));
        await Images.RemoveAsync(cancellationToken);
        return table;

        async Task AddAsync(string work, int? megabytes, string project, Command harpoon, Command cli)
        {
            IReadOnlyList<Sample> medians = await stopwatch.RaceAsync(
                $"memory, {work}", options.LongRounds,
                [new(harpoon, Images.RemoveAsync), new(Workspace.Build(project, "Empty")), new(cli, Images.RemoveAsync)], cancellationToken);
            long over = medians[0].PeakBytes - medians[1].PeakBytes;
            table.Add(work, Cell.Megabytes(medians[0].PeakBytes), Cell.Megabytes(medians[1].PeakBytes),
                Cell.Megabytes(over), Cell.Megabytes(medians[2].PeakBytes),
                megabytes is null ? "" : $"≤ {megabytes} MB", megabytes is null ? "" : Cell.Met(over <= megabytes * 1e6));
        }
    }
}
