using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Services;
using Harpoon.Engine.Services.Spec;
using Harpoon.Engine.Services.Waits;
using Harpoon.Engine.Tests.Infrastructure;
using Harpoon.Engine.Tests.Runs;

namespace Harpoon.Engine.Tests.Services;

/// <summary>Tests that run services, each of which sees to it that no container and no network is left of them.</summary>
public abstract class ServiceTests(EngineFixture fixture) : RunTests(fixture)
{
    // It is the label of containers and networks alike.
    private string Project => Marker;

    private protected Service Shelled(string name, string command, params string[] waits) =>
        new(name, Marked(Shell(command)) with { Project = Project }) { Waits = [.. waits.Select(WaitConditionParser.Parse)] };

    /// <summary>A service that says something to whom connects to port 80.</summary>
    private protected Service Listening(string name, string says)
    {
        var service = Shelled(name, $"exec nc -ll -p 80 -e echo '{says}'");
        return service with { Run = service.Run.With(container => container with { PortBindings = [new PortBinding(80)] }), Waits = [new PortWait(null)] };
    }

    private protected Task<ContainerRunOutcome> RunAsync(string command, params Service[] services) =>
        RunAsync(command, Report, Token, services);

    private protected Task<ContainerRunOutcome> RunAsync(
        string command, Func<ContainerRunOptions, ContainerRunOptions> change, params Service[] services) =>
        RunAsync(command, change, services, Report, Token);

    private protected Task<ContainerRunOutcome> RunAsync(
        string command, IReport report, CancellationToken cancellationToken, params Service[] services) =>
        RunAsync(command, options => options, services, report, cancellationToken);

    private async Task<ContainerRunOutcome> RunAsync(
        string command,
        Func<ContainerRunOptions, ContainerRunOptions> change,
        Service[] services,
        IReport report,
        CancellationToken cancellationToken)
    {
        var engine = await EngineAsync();
        try
        {
            var options = Marked(Shell(command)).With(container => container with { StopTimeout = TimeSpan.FromSeconds(1) }) with { Project = Project };
            return await RunWithServices.ExecuteAsync(new RunContext(change(options), engine, Host, report), ServiceGraph.Of(services), owner: null, cancellationToken);
        }
        finally
        {
            Assert.Empty(await MarkedContainersAsync());
            Assert.Empty(await engine.Networks.ListAsync($"{HarpoonLabels.Project}={Project}", CancellationToken.None));
        }
    }

    private protected async Task<Diagnostic> ErrorAsync(string command, params Service[] services) =>
        Assert.Single((await Assert.ThrowsAsync<HarpoonException>(() => RunAsync(command, services))).Diagnostics);
}
