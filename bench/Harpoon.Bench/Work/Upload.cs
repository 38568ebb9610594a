using System.Globalization;
using System.Text.RegularExpressions;
using Harpoon.Bench.Measuring;
using Harpoon.Bench.Reporting;

namespace Harpoon.Bench.Work;

/// <summary>One work on the large context.</summary>
/// <param name="Work">Its name.</param>
/// <param name="Target">What was promised of it, or null.</param>
/// <param name="Prepare">What comes before each build and is not measured.</param>
/// <param name="Harpoon">A whole <c>dotnet build</c> that does it.</param>
/// <param name="Cli">The arguments of the docker CLI that does the same.</param>
/// <param name="Exec">A whole <c>dotnet build</c> that calls that CLI as it comes.</param>
internal sealed partial record Upload(
    string Work, UploadTarget? Target, Func<CancellationToken, Task> Prepare, Command Harpoon, string[] Cli, Command Exec)
{
    public IReadOnlyList<Contender> Contenders(Workspace workspace, bool cliHasBuildKit)
    {
        var classic = new Contender(new Command("docker", Cli) { BuildKit = "0" }, Prepare);
        List<Contender> contenders = [new(Harpoon, Prepare), new(Workspace.Build(workspace.HarpoonLarge, "Empty")), classic, new(Exec, Prepare)];
        if (cliHasBuildKit)
        {
            contenders.Add(classic with { Command = classic.Command with { BuildKit = "1" } });
        }

        return contenders;
    }

    public string[] Cells(IReadOnlyList<Sample> medians)
    {
        TimeSpan harpoon = medians[0].Duration, idle = medians[1].Duration;
        TimeSpan classic = medians[2].Duration, exec = medians[3].Duration;
        TimeSpan? buildKit = medians.Count > 4 ? medians[4].Duration : null;
        double? sent = Sent(medians[0].Output);
        return
        [
            Work, Cell.Time(harpoon), Cell.Time(harpoon - idle), sent is null ? "nothing" : string.Create(CultureInfo.InvariantCulture, $"{sent:0.00} MB"),
            Cell.Time(classic), buildKit is { } time ? Cell.Time(time) : "has none", Cell.Time(exec),
            Cell.Ratio(harpoon, classic), buildKit is { } other ? Cell.Ratio(harpoon, other) : "", Cell.Ratio(harpoon, exec),
            Target?.ToString() ?? "", Target is null ? "" : Cell.Met(Target.IsMet(harpoon, classic, buildKit, sent ?? 0)),
        ];
    }

    /// <summary>Megabytes, as the summary of the build says them; null if nothing was built.</summary>
    private static double? Sent(string output) =>
        SentText().Match(output) is { Success: true, Groups: var groups }
            ? double.Parse(groups[1].ValueSpan, CultureInfo.InvariantCulture) * Unit(groups[2].Value)
            : null;

    private static double Unit(string name) => name switch
    {
        "GB" => 1e3,
        "MB" => 1,
        "kB" => 1e-3,
        _ => 1e-6,
    };

    [GeneratedRegex(@"([0-9.]+) ([kMG]?B) sent,")]
    private static partial Regex SentText();
}
