using Harpoon.Bench;
using Harpoon.Bench.Measuring;
using Harpoon.Bench.Reporting;
using Harpoon.Bench.Work;
using Harpoon.Bench.Work.Buildx;
using Harpoon.Bench.Work.Graphs;

BenchOptions options = BenchOptions.Parse(args);
using var cancellation = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    cancellation.Cancel();
};

Workspace workspace = await Workspace.CreateAsync(options, cancellation.Token);
var stopwatch = new Stopwatches(Console.Error.WriteLine);
(string Name, Func<CancellationToken, Task<MarkdownTable>> MeasureAsync)[] tables =
[
    ("work", token => Comparisons.MeasureAsync(workspace, options, stopwatch, token)),
    ("parity", token => Parity.MeasureAsync(workspace, options, stopwatch, token)),
    ("uploads", token => Uploads.MeasureAsync(workspace, options, stopwatch, token)),
    ("buildx", token => BesideBuildx.MeasureAsync(workspace, options, stopwatch, token)),
    ("cache", token => CacheHits.MeasureAsync(workspace, options, stopwatch, token)),
    ("session", token => SessionOpening.MeasureAsync(workspace, options, token)),
    ("waits", token => WaitLatency.MeasureAsync(options, token)),
    ("additions", token => Additions.MeasureAsync(workspace, options, stopwatch, token)),
    ("ssh", token => OverSsh.MeasureAsync(workspace, options, stopwatch, token)),
    ("graph", token => BesideBake.MeasureAsync(workspace, options, stopwatch, token)),
    ("unchanged", token => Unchanged.MeasureAsync(workspace, options, stopwatch, token)),
    ("memory", token => PeakMemory.MeasureAsync(workspace, options, stopwatch, token)),
];
if (options.Only.Except(tables.Select(table => table.Name)) is { IsEmpty: false } unknown)
{
    throw new ArgumentException($"There is no table {string.Join(", ", unknown)}: {string.Join(", ", tables.Select(table => table.Name))}.");
}

Console.WriteLine(await Machine.DescribeAsync(cancellation.Token));
Console.WriteLine();
foreach ((string name, Func<CancellationToken, Task<MarkdownTable>> measureAsync) in tables)
{
    if (options.Wants(name))
    {
        Console.WriteLine(await measureAsync(cancellation.Token));
    }
}
