using System.Globalization;
using Harpoon.Bench.Measuring;
using Harpoon.Bench.Reporting;

namespace Harpoon.Bench.Work.Graphs;

/// <summary>A solution of many unchanged images beside a solution of one.</summary>
internal static class Unchanged
{
    private const int Count = 50;
    private const double Promised = 1.5;

    public static async Task<MarkdownTable> MeasureAsync(
        Workspace workspace, BenchOptions options, Stopwatches stopwatch, CancellationToken cancellationToken)
    {
        string folder = Path.Combine(workspace.Folder, "unchanged"), one = Path.Combine(folder, "One.slnx"), many = Path.Combine(folder, "Many.slnx");
        string[] ids = [.. Enumerable.Range(0, Count).Select(image => string.Create(CultureInfo.InvariantCulture, $"u{image}"))];
        foreach (string id in ids)
        {
            WriteProject(folder, id, Repository.Find().Version);
        }

        SolutionFile.Write(one, [$"{ids[0]}/{ids[0]}.csproj"]);
        SolutionFile.Write(many, ids.Select(id => $"{id}/{id}.csproj"));
        await new Command("dotnet", "restore", many, "--disable-build-servers").RunAsync(cancellationToken);

        var table = new MarkdownTable("unchanged images", "one", "one, beside an empty target", $"{Count}", $"{Count}, beside an empty target", "ratio", "target", "");
        foreach (string processes in (string[])["1", "2"])
        {
            Command With(string solution, string target) => Workspace.Build(solution, target).With($"-maxcpucount:{processes}");
            IReadOnlyList<Sample> medians = await stopwatch.RaceAsync(
                $"unchanged, -m:{processes}", options.Rounds,
                [new(With(one, "DockerBuild")), new(With(one, "Empty")), new(With(many, "DockerBuild")), new(With(many, "Empty"))],
                cancellationToken);
            TimeSpan single = medians[0].Duration - medians[1].Duration, all = medians[2].Duration - medians[3].Duration;
            table.Add(
                $"`-m:{processes}`", Cell.Time(medians[0].Duration), Cell.Time(single), Cell.Time(medians[2].Duration), Cell.Time(all), Cell.Ratio(all, single),
                string.Create(CultureInfo.InvariantCulture, $"≤ {Promised:0.0}×"), Cell.Met(all <= Promised * single));
        }

        await new Command("docker", ["image", "rm", "--force", .. ids.Select(NameOf)]).RunAsync(cancellationToken);
        return table;
    }

    private static string NameOf(string id) => $"harpoon-bench-unchanged-{id}";

    private static void WriteProject(string folder, string id, string version)
    {
        Directory.CreateDirectory(Path.Combine(folder, id));
        File.WriteAllText(Path.Combine(folder, id, $"{id}.csproj"), $"""
            <Project Sdk="Harpoon.Sdk/{version}">
              <PropertyGroup>
                <DockerImage>{NameOf(id)}</DockerImage>
              </PropertyGroup>
              <ItemGroup>
                <DockerfileLine Include="FROM {Workspace.BaseImage}" />
                <DockerfileLine Include="COPY content.txt /" />
              </ItemGroup>
              <Target Name="Empty" />
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, id, "content.txt"), id);
    }
}
