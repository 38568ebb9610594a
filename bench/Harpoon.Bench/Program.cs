using Harpoon.Bench;
using Harpoon.Bench.Measuring;
using Harpoon.Bench.Reporting;
using Harpoon.Bench.Work;

BenchOptions options = BenchOptions.Parse(args);
using var cancellation = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    cancellation.Cancel();
};

Workspace workspace = await Workspace.CreateAsync(options, cancellation.Token);
var stopwatch = new Stopwatches(Console.Error.WriteLine);

Console.WriteLine(await Machine.DescribeAsync(cancellation.Token));
Console.WriteLine();
Console.WriteLine(await Comparisons.MeasureAsync(workspace, options, stopwatch, cancellation.Token));
Console.WriteLine(await Parity.MeasureAsync(workspace, options, stopwatch, cancellation.Token));
Console.WriteLine(await Uploads.MeasureAsync(workspace, options, stopwatch, cancellation.Token));
Console.WriteLine(await SessionOpening.MeasureAsync(workspace, options, cancellation.Token));
Console.WriteLine(await WaitLatency.MeasureAsync(options, cancellation.Token));
Console.WriteLine(await Additions.MeasureAsync(workspace, options, stopwatch, cancellation.Token));
Console.WriteLine(await PeakMemory.MeasureAsync(workspace, options, stopwatch, cancellation.Token));
