using System.Globalization;
using Harpoon.Bench.Measuring;
using Harpoon.Bench.Reporting;

namespace Harpoon.Bench.Work.Buildx;

/// <summary>One build by Harpoon, beside the same by buildx, alone and from a <c>dotnet build</c>.</summary>
/// <param name="Work">Its name.</param>
/// <param name="Target">The multiple of buildx's time that the build may take; null if nothing was promised.</param>
/// <param name="Prepare">What comes before each build and is not measured.</param>
/// <param name="Harpoon">A whole <c>dotnet build</c>.</param>
/// <param name="Idle">A whole <c>dotnet build</c> of the same project that does nothing.</param>
/// <param name="Buildx">The docker CLI's command.</param>
/// <param name="Exec">A whole <c>dotnet build</c> that calls it.</param>
internal sealed record BuildxRow(
    string Work, double? Target, Func<CancellationToken, Task> Prepare, Command Harpoon, Command Idle, Command Buildx, Command Exec)
{
    public static MarkdownTable Table(string title) => new(
        title, "Harpoon", "of which the build", "its processor time", "buildx", "`Exec` of buildx", "build ÷ buildx", "whole ÷ `Exec`", "target", "");

    public async Task<string[]> MeasureAsync(int rounds, Stopwatches stopwatch, CancellationToken cancellationToken)
    {
        IReadOnlyList<IReadOnlyList<Sample>> samples = await stopwatch.RunAsync(
            Work, rounds, [new(Harpoon, Prepare), new(Idle), new(Buildx, Prepare), new(Exec, Prepare)], cancellationToken);
        TimeSpan[] build = [.. samples[0].Zip(samples[1], (whole, idle) => whole.Duration - idle.Duration)];
        Spread alone = Spread.Of(build, Durations(samples[2])), whole = Spread.Of(Durations(samples[0]), Durations(samples[3]));
        Sample[] medians = [.. samples.Select(Stopwatches.Median)];
        return
        [
            Work, Cell.Time(medians[0].Duration), Cell.Time(build.Order().ElementAt(build.Length / 2)),
            Cell.Time(medians[0].Processor - medians[1].Processor), Cell.Time(medians[2].Duration), Cell.Time(medians[3].Duration),
            alone.ToString(), whole.ToString(),
            Target is { } target ? string.Create(CultureInfo.InvariantCulture, $"build ≤ {target:0.0#}× buildx") : "",
            Target is { } promised ? Cell.Met(alone.Median <= promised) : "",
        ];
    }

    private static IEnumerable<TimeSpan> Durations(IEnumerable<Sample> samples) => samples.Select(sample => sample.Duration);
}
