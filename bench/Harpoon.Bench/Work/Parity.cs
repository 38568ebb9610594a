using Harpoon.Bench.Measuring;
using Harpoon.Bench.Reporting;

namespace Harpoon.Bench.Work;

/// <summary>The task <c>DockerRun</c> beside <c>Exec</c> of the docker CLI: whether they have the same results, and how long each takes.</summary>
internal static class Parity
{
    /// <summary>What the line of a target's result starts with.</summary>
    public const string Result = "RESULT ";

    public static async Task<MarkdownTable> MeasureAsync(
        Workspace workspace, BenchOptions options, Stopwatches stopwatch, CancellationToken cancellationToken)
    {
        var table = new MarkdownTable("a command in a container", "`DockerRun`", "`Exec docker run --rm`", "÷ Exec", "same exit code and lines");
        for (var i = 0; i < ParityCase.All.Count; i++)
        {
            ParityCase row = ParityCase.All[i];
            IReadOnlyList<Sample> medians = await stopwatch.RaceAsync(
                row.Name, Math.Min(options.Rounds, 5),
                [new(Workspace.Build(workspace.Parity, $"Task{i}")), new(Workspace.Build(workspace.Parity, $"Exec{i}"))],
                cancellationToken);
            table.Add(row.Name, Cell.Time(medians[0].Duration), Cell.Time(medians[1].Duration), Cell.Ratio(medians[0].Duration, medians[1].Duration),
                ResultOf(medians[0]) == ResultOf(medians[1]) ? "yes" : $"**no**: {ResultOf(medians[0])} | {ResultOf(medians[1])}");
        }

        return table;
    }

    private static string ResultOf(Sample sample) =>
        sample.Output.Split('\n').Select(line => line.Trim()).Single(line => line.StartsWith(Result, StringComparison.Ordinal));
}
