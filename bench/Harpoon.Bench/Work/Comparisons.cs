using Harpoon.Bench.Measuring;
using Harpoon.Bench.Reporting;

namespace Harpoon.Bench.Work;

/// <summary>Harpoon's targets beside what a user would pick instead.</summary>
internal static class Comparisons
{
    public static async Task<MarkdownTable> MeasureAsync(
        Workspace workspace, BenchOptions options, Stopwatches stopwatch, CancellationToken cancellationToken)
    {
        var table = new MarkdownTable(
            "work, as a whole `dotnet build`", "Harpoon", "docker CLI alone", "`Exec docker`", "÷ CLI", "÷ Exec", "target", "");
        foreach (Comparison row in Rows(workspace, options))
        {
            IReadOnlyList<Sample> medians = await stopwatch.RaceAsync(
                row.Work, row.Rounds, [row.Harpoon, row.Cli, row.Exec], cancellationToken);
            table.Add(row.Cells(medians[0].Duration, medians[1].Duration, medians[2].Duration));
        }

        await Images.RemoveAsync(cancellationToken);
        return table;
    }

    private static IEnumerable<Comparison> Rows(Workspace workspace, BenchOptions options)
    {
        yield return new(
            "`DockerInfo`", options.Rounds, new Target(1.1, Beside.Exec),
            new(Workspace.Build(workspace.Harpoon, "DockerInfo")),
            new(new Command("docker", "info")),
            new(Workspace.Build(workspace.Exec, "Info")));
        yield return new(
            "tiny image, cached by the engine", options.Rounds, null,
            new(Workspace.Build(workspace.Harpoon, "DockerBuild", "DockerBuildAlways=true")),
            new(new Command("docker", "build", "-t", "harpoon-bench-cli-tiny", workspace.TinyContext)),
            new(Workspace.Build(workspace.Exec, "Tiny")));
        yield return new(
            "tiny image, nothing changed", options.Rounds, null,
            new(Workspace.Build(workspace.Harpoon, "DockerBuild")),
            new(new Command("docker", "build", "-t", "harpoon-bench-cli-tiny", workspace.TinyContext)),
            new(Workspace.Build(workspace.Exec, "Tiny")));
        yield return new(
            "`true`, by the task", options.Rounds, new Target(1.0, Beside.Exec),
            new(Workspace.Build(workspace.Harpoon, "True")),
            new(new Command("docker", "run", "--rm", Workspace.BaseImage, "true")),
            new(Workspace.Build(workspace.Exec, "True")));
        yield return new(
            "`true`, by `DockerRun`, which looks at its image first", options.Rounds, new Target(1.0, Beside.Exec),
            new(Workspace.Build(workspace.Harpoon, "DockerRun")),
            new(new Command("sh", "-c", $"docker build -t harpoon-bench-cli-tiny {workspace.TinyContext} && docker run --rm harpoon-bench-cli-tiny true")),
            new(Workspace.Build(workspace.Exec, "Tiny;TinyTrue")));
        yield return new(
            "`true` beside a service whose port opens at once", options.Rounds, new Target(0.8, Beside.Exec),
            new(Workspace.Build(workspace.Harpoon, "TrueBesideService")),
            new(new Command("sh", "-c", string.Join(" && ", BesideService.Lines))),
            new(Workspace.Build(workspace.Exec, "TrueBesideService")));
        yield return new(
            $"run, {options.Lines:N0} lines", options.LongRounds, new Target(0.8, Beside.Exec),
            new(Workspace.Build(workspace.Harpoon, "DockerRun", "Chatty=true")),
            new(new Command("docker", "run", "--rm", Workspace.BaseImage, "seq", "1", $"{options.Lines}")),
            new(Workspace.Build(workspace.Exec, "Lines")));
    }
}
