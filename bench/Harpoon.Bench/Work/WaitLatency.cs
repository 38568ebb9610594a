using System.Globalization;
using Harpoon.Bench.Reporting;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Client.Connecting;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Services;
using Harpoon.Engine.Services.Spec;
using Harpoon.Engine.Services.Waits;

namespace Harpoon.Bench.Work;

/// <summary>How long after a service is ready its wait is over. The service says when it is about to be, so that the time measured is no less.</summary>
internal static class WaitLatency
{
    private const double Promised = 250;

    private static readonly (string Wait, string Command)[] Conditions =
    [
        ("port:80", "echo ready; exec nc -ll -p 80 -e true"),
        ("http:80/ 404", "echo ready; exec httpd -f -p 80 -h /tmp"),
        ("log:ready", "echo ready; exec sleep 600"),
        ("file:/tmp/ready", "echo ready; echo >/tmp/ready; exec sleep 600"),
        ("command:test -e /tmp/ready", "echo ready; echo >/tmp/ready; exec sleep 600"),
    ];

    public static async Task<MarkdownTable> MeasureAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var table = new MarkdownTable("from ready to passed", "median", "longest", "target", "");
        var host = HostEnvironment.OfProcess(AppContext.BaseDirectory);
        await using IEngine engine = await EngineConnector.ConnectAsync(new EndpointOptions(), host, new ReadyClock(), cancellationToken);
        foreach (var (wait, command) in Conditions)
        {
            var times = new List<TimeSpan>();
            for (var round = 0; round < options.Rounds; round++)
            {
                // At another moment between two looks each time.
                string delay = (0.5 + (0.037 * round)).ToString("0.000", CultureInfo.InvariantCulture);
                times.Add(await MeasureAsync(wait, $"sleep {delay}; {command}", engine, host, cancellationToken));
            }

            TimeSpan median = times.Order().ElementAt(times.Count / 2);
            table.Add($"`{wait}`", Cell.Time(median), Cell.Time(times.Max()), $"≤ {Promised} ms", Cell.Met(median.TotalMilliseconds <= Promised));
        }

        return table;
    }

    private static async Task<TimeSpan> MeasureAsync(
        string wait, string command, IEngine engine, HostEnvironment host, CancellationToken cancellationToken)
    {
        var clock = new ReadyClock();
        var service = new Service("db", new ContainerRunOptions(Workspace.BaseImage) { Command = command })
        {
            Waits = [WaitConditionParser.Parse(wait)],
        };
        var run = new ContainerRunOptions(new ContainerSpec(Workspace.BaseImage) { Command = ["true"] });
        await RunWithServices.ExecuteAsync(new RunContext(run, engine, host, clock), ServiceGraph.Of([service]), owner: null, cancellationToken);
        return clock.Elapsed;
    }
}
