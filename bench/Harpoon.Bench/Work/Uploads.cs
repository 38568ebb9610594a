using Harpoon.Bench.Measuring;
using Harpoon.Bench.Reporting;

namespace Harpoon.Bench.Work;

/// <summary>The large context, by Harpoon's own choice of builder, beside the docker CLI with each of its builders.</summary>
internal static class Uploads
{
    private const string CliImage = "harpoon-bench-cli-large";

    public static async Task<MarkdownTable> MeasureAsync(
        Workspace workspace, BenchOptions options, Stopwatches stopwatch, CancellationToken cancellationToken)
    {
        var table = new MarkdownTable(
            $"{options.Files:N0} files, {options.Megabytes} MB", "Harpoon", "of which the build", "sent",
            "CLI, classic", "CLI, BuildKit", "`Exec docker build`", "÷ classic", "÷ BuildKit", "÷ Exec", "target", "");
        bool cliHasBuildKit = await DockerCli.HasBuildKitAsync(cancellationToken);
        foreach (Upload row in Rows(workspace, options))
        {
            IReadOnlyList<Sample> medians = await stopwatch.RaceAsync(
                $"{options.Megabytes} MB: {row.Work}", options.LongRounds, row.Contenders(workspace, cliHasBuildKit), cancellationToken);
            table.Add(row.Cells(medians));
        }

        await Images.RemoveAsync(cancellationToken);
        return table;
    }

    private static IEnumerable<Upload> Rows(Workspace workspace, BenchOptions options)
    {
        string[] cli = ["build", "-t", CliImage, workspace.LargeContext];
        string[] anew = ["build", "--no-cache", .. cli[1..]];

        yield return new(
            "first build", new(0.5, 1.0, null), ChangeAllAsync,
            Workspace.Build(workspace.HarpoonLarge, "DockerBuild", "DockerBuildAlways=true", "DockerBuildNoCache=true"),
            anew, Workspace.Build(workspace.Exec, "Large", "More=--no-cache"));
        yield return new(
            "one file changed", new(0.2, 1.0, 0.5), ChangeOneAsync,
            Workspace.Build(workspace.HarpoonLarge, "DockerBuild"),
            cli, Workspace.Build(workspace.Exec, "Large"));
        yield return new(
            "unchanged", new(0.08, 1.0, null), Nothing,
            Workspace.Build(workspace.HarpoonLarge, "DockerBuild"),
            cli, Workspace.Build(workspace.Exec, "Large"));
        yield return new(
            "unchanged, but `DockerBuildAlways`", null, Nothing,
            Workspace.Build(workspace.HarpoonLarge, "DockerBuild", "DockerBuildAlways=true"),
            cli, Workspace.Build(workspace.Exec, "Large"));

        // A first build sends everything: BuildKit knows a file by its size and time.
        async Task ChangeAllAsync(CancellationToken token)
        {
            await Images.RemoveAsync(token);
            ContextFiles.TouchAll(workspace);
        }

        // The images of the round before would stay behind without a tag.
        async Task ChangeOneAsync(CancellationToken token)
        {
            await Images.RemoveAsync(token);
            await ContextFiles.ChangeOneAsync(workspace, token);
        }
    }

    private static Task Nothing(CancellationToken cancellationToken) => Task.CompletedTask;
}
