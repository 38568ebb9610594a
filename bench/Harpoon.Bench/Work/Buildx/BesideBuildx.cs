using Harpoon.Bench.Measuring;
using Harpoon.Bench.Reporting;

namespace Harpoon.Bench.Work.Buildx;

/// <summary>The large context beside <c>docker buildx build</c>, round by round. Needs a CLI with buildx.</summary>
internal static class BesideBuildx
{
    public static async Task<MarkdownTable> MeasureAsync(
        Workspace workspace, BenchOptions options, Stopwatches stopwatch, CancellationToken cancellationToken)
    {
        MarkdownTable table = BuildxRow.Table($"{options.Files:N0} files, {options.Megabytes} MB");
        foreach (BuildxRow row in Rows(workspace))
        {
            table.Add(await row.MeasureAsync(options.LongRounds, stopwatch, cancellationToken));
        }

        await Images.RemoveAsync(cancellationToken);
        return table;
    }

    private static IEnumerable<BuildxRow> Rows(Workspace workspace)
    {
        Command idle = Workspace.Build(workspace.HarpoonLarge, "Empty");
        Command build = Workspace.Build(workspace.HarpoonLarge, "DockerBuild");
        var buildx = new Command("docker", "buildx", "build", "-t", "harpoon-bench-cli-large", workspace.LargeContext);
        Command exec = Workspace.Build(workspace.Exec, "LargeByBuildx");

        // BuildKit knows a file by its size and time: with new times all is sent.
        yield return new(
            "first build", 0.95,
            async token =>
            {
                await Images.RemoveAsync(token);
                ContextFiles.TouchAll(workspace);
            },
            build.With("-p:DockerBuildAlways=true", "-p:DockerBuildNoCache=true"), idle, buildx.With("--no-cache"), exec.With("-p:More=--no-cache"));
        yield return new(
            "one file changed", 0.7,
            async token =>
            {
                await Images.RemoveAsync(token);
                await ContextFiles.ChangeOneAsync(workspace, token);
            },
            build, idle, buildx, exec);
        yield return new("unchanged", 0.1, _ => Task.CompletedTask, build, idle, buildx, exec);
    }
}
