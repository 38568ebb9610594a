using System.Globalization;
using System.Text.RegularExpressions;
using Harpoon.Bench.Measuring;
using Harpoon.Bench.Reporting;

namespace Harpoon.Bench.Work;

/// <summary>What it takes, in a cold task, until the engine's BuildKit has the session: the build says so itself.</summary>
internal static partial class SessionOpening
{
    private const double Promised = 30;

    public static async Task<MarkdownTable> MeasureAsync(
        Workspace workspace, BenchOptions options, CancellationToken cancellationToken)
    {
        var table = new MarkdownTable("in the task, cold", "median", "target", "");
        var times = new List<double>();
        for (var round = 0; round < options.Rounds; round++)
        {
            Sample sample = await Workspace
                .Build(workspace.Harpoon, "DockerBuild", "DockerBuildAlways=true", "DockerBuilder=buildkit")
                .With("-v:detailed")
                .RunAsync(cancellationToken);
            times.Add(double.Parse(Opened().Match(sample.Output).Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        }

        await Images.RemoveAsync(cancellationToken);
        double median = times.Order().ElementAt(times.Count / 2);
        table.Add("opening the session", Cell.Time(TimeSpan.FromMilliseconds(median)), $"≤ {Promised} ms", Cell.Met(median <= Promised));
        return table;
    }

    [GeneratedRegex(@"BuildKit is open, after (\d+) ms")]
    private static partial Regex Opened();
}
