using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Runs;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Runs;

/// <summary>Tests that run containers, each of which sees to it that nothing is left of them.</summary>
public abstract class RunTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private protected const string Label = "harpoon-runs-test";

    /// <summary>
    /// A shell whose child is killed for its memory, and that ends as the child did. The engine may never hear of it where the last process of a container is the one that
    /// is killed: the container's end removes what it would be told by.
    /// </summary>
    private protected const string Hungry = "(x=x; while true; do x=$x$x; done); code=$?; sleep 1; exit $code";

    private protected RecordingReport Report { get; } = new();

    private protected string Marker { get; } = Guid.NewGuid().ToString("N");

    private protected static HostEnvironment Host { get; } = HostEnvironment.OfProcess(AppContext.BaseDirectory);

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected virtual Task<IEngine> EngineAsync() => fixture.EngineAsync();

    private protected static ContainerRunOptions Shell(string command) => new(TestImages.Base) { Command = command };

    private protected string[] Texts(OutputChannel channel) =>
        [.. Report.Lines.Where(line => line.Channel == channel).Select(line => line.Text)];

    private protected Task<ContainerRunOutcome> RunAsync(ContainerRunOptions options) => RunAsync(options, Report, Token);

    private protected async Task<ContainerRunOutcome> RunAsync(
        ContainerRunOptions options, IReport report, CancellationToken cancellationToken)
    {
        var engine = await EngineAsync();
        try
        {
            return await ContainerRun.ExecuteAsync(new RunContext(Marked(options), engine, Host, report), cancellationToken);
        }
        finally
        {
            Assert.Empty(await MarkedContainersAsync());
        }
    }

    private protected ContainerRunOptions Marked(ContainerRunOptions options) =>
        options.With(container => container with { Labels = new Dictionary<string, string>(container.Labels) { [Label] = Marker } });

    private protected async Task<IReadOnlyList<LabelledObject>> MarkedContainersAsync() =>
        await (await EngineAsync()).Containers.ListAsync($"{Label}={Marker}", CancellationToken.None);
}
