using Harpoon.Bench.Measuring;
using Harpoon.Bench.Reporting;

namespace Harpoon.Bench.Work;

/// <summary>One work, done three ways; <c>Target</c> is null if nothing was promised of it.</summary>
internal sealed record Comparison(
    string Work, int Rounds, Target? Target, Contender Harpoon, Contender Cli, Contender Exec)
{
    public string[] Cells(TimeSpan harpoon, TimeSpan cli, TimeSpan exec) =>
    [
        Work, Cell.Time(harpoon), Cell.Time(cli), Cell.Time(exec), Cell.Ratio(harpoon, cli), Cell.Ratio(harpoon, exec),
        Target?.ToString() ?? "", Target is null ? "" : Cell.Met(Target.IsMet(harpoon, cli, exec)),
    ];
}
