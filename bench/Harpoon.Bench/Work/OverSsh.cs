using Harpoon.Bench.Measuring;
using Harpoon.Bench.Reporting;
using Harpoon.Engine.Tests.Infrastructure.Ssh;

namespace Harpoon.Bench.Work;

/// <summary>A run by ssh to this machine's loopback, where both log in to the same sshd: Harpoon once, the docker CLI once for each connection.</summary>
internal static class OverSsh
{
    private const double Promised = 0.7;

    public static async Task<MarkdownTable> MeasureAsync(
        Workspace workspace, BenchOptions options, Stopwatches stopwatch, CancellationToken cancellationToken)
    {
        var table = new MarkdownTable(
            "`true`, by ssh", "Harpoon, whole build", "the run of it", "docker CLI alone", "`Exec docker`", "run ÷ CLI", "build ÷ Exec", "target", "");
        if (SshServer.WhyNot is { } reason)
        {
            table.Add(reason);
            return table;
        }

        await using var server = new SshServer();
        await server.StartedAsync();
        var far = new Dictionary<string, string> { ["DOCKER_HOST"] = "ssh://far", ["PATH"] = server.SearchPath };
        IReadOnlyList<Sample> medians = await stopwatch.RaceAsync(
            "true by ssh", options.Rounds,
            [
                new(Workspace.Build(workspace.Harpoon, "True") with { Variables = far }),
                new(Workspace.Build(workspace.Harpoon, "Empty") with { Variables = far }),
                new(new Command("docker", "run", "--rm", Workspace.BaseImage, "true") { Variables = far }),
                new(Workspace.Build(workspace.Exec, "True") with { Variables = far }),
            ],
            cancellationToken);
        TimeSpan build = medians[0].Duration, run = build - medians[1].Duration, cli = medians[2].Duration, exec = medians[3].Duration;
        table.Add(
            "the task `DockerRun`", Cell.Time(build), Cell.Time(run), Cell.Time(cli), Cell.Time(exec), Cell.Ratio(run, cli), Cell.Ratio(build, exec),
            $"≤ {Promised}× CLI", Cell.Met(run <= Promised * cli));
        return table;
    }
}
