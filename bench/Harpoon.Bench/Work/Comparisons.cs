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
            $"run, {options.Lines:N0} lines", options.LongRounds, new Target(0.8, Beside.Exec),
            new(Workspace.Build(workspace.Harpoon, "DockerRun", "Chatty=true")),
            new(new Command("docker", "run", "--rm", Workspace.BaseImage, "seq", "1", $"{options.Lines}")),
            new(Workspace.Build(workspace.Exec, "Lines")));

        string context = $"{options.Files:N0} files, {(long)options.Files * options.FileSize / 1_000_000} MB";
        string[] build = ["build", "-t", "harpoon-bench-cli-large", workspace.LargeContext];
        yield return new(
            $"{context}: first build", options.LongRounds, new Target(0.9, Beside.Cli),
            new(Workspace.Build(workspace.HarpoonLarge, "DockerBuild", "DockerBuildAlways=true", "DockerBuildNoCache=true"), Images.RemoveAsync),
            new(new Command("docker", ["build", "--no-cache", .. build[1..]]), Images.RemoveAsync),
            new(Workspace.Build(workspace.Exec, "Large", "More=--no-cache"), Images.RemoveAsync));
        yield return new(
            $"{context}: unchanged", options.LongRounds, null,
            new(Workspace.Build(workspace.HarpoonLarge, "DockerBuild")),
            new(new Command("docker", build)),
            new(Workspace.Build(workspace.Exec, "Large")));
        yield return new(
            $"{context}: one file changed", options.LongRounds, null,
            new(Workspace.Build(workspace.HarpoonLarge, "DockerBuild"), ChangeAsync),
            new(new Command("docker", build), ChangeAsync),
            new(Workspace.Build(workspace.Exec, "Large"), ChangeAsync));

        // The images of the round before would stay behind without a tag.
        async Task ChangeAsync(CancellationToken token)
        {
            await Images.RemoveAsync(token);
            await ContextFiles.TouchAsync(workspace, token);
        }
    }
}
