using System.Collections.Concurrent;
using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs;
using Harpoon.Engine.Services.Waits;

namespace Harpoon.Engine.Services;

/// <summary>The services of one run: a network and containers of their own, which go when the run is over, however it ends.</summary>
internal sealed class RunServices : IAsyncDisposable
{
    private readonly ServiceSetting _setting;
    private readonly ConcurrentQueue<CreatedService> _created = [];
    private ImmutableArray<ServiceContainer> _running = [];

    private RunServices(ServiceNetwork network, ServiceSetting setting) => (Network, _setting) = (network, setting);

    /// <summary>The network in which they are found by their names.</summary>
    public ServiceNetwork Network { get; private set; }

    /// <summary>Starts them and waits until all are ready. If one of them fails nothing is left.</summary>
    /// <param name="graph">The services.</param>
    /// <param name="project">The value of the label <c>harpoon.project</c>; null leaves the label out.</param>
    /// <param name="setting">Where they are started.</param>
    /// <param name="cancellationToken">Gives up, and removes what was started.</param>
    public static async Task<RunServices> StartAsync(
        ServiceGraph graph, string? project, ServiceSetting setting, CancellationToken cancellationToken)
    {
        using var setUp = new SetUpToken(cancellationToken);
        var labels = ServiceLabels.Of(project, setting.Session);
        var network = await ServiceNetwork.CreateAsync($"harpoon-{Guid.NewGuid():N}", labels, setting.Engine, setUp.Token);
        var services = new RunServices(network, setting);
        try
        {
            services.Network = await network.WithGatewayAsync(setting.Engine, cancellationToken);
            services._running = await new ServiceStarter(services.Network, services.CreateAsync, setting)
                .StartAsync(graph.InOrder, cancellationToken);
            return services;
        }
        catch (Exception e)
        {
            await services.DisposeAsync();
            if (RunEnding.IsLossOfEngine(e))
            {
                throw new HarpoonException(Diagnostic.Of("HRP4214", e.Message), e);
            }

            throw;
        }
    }

    /// <summary>Removes them, and tells of those that had ended by themselves.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var container in _running)
        {
            await TellOfEndAsync(container);
        }

        await ServiceTeardown.RemoveAsync(_created, Network, _setting);
        foreach (var container in _running)
        {
            await container.DisposeAsync();
        }
    }

    private async Task<(string Id, bool IsRunning)> CreateAsync(Service service, CancellationToken cancellationToken)
    {
        using var setUp = new SetUpToken(cancellationToken);
        var spec = ServiceSpec.Of(service, Network, publishesAll: false, _setting);
        var id = await ContainerCreation.CreateAsync(
            service.Run, spec, _setting.Engine, _setting.Host, _setting.Report, setUp.Token, cancellationToken);
        _created.Enqueue(new CreatedService(service, id));
        return (id, false);
    }

    private async Task TellOfEndAsync(ServiceContainer container)
    {
        if (container.Ended.IsCompletedSuccessfully
            && await container.Ended is not 0 and var exitCode
            && !container.Service.Waits.Any(wait => wait is ExitWait))
        {
            var reason = await ServiceEnd.ReasonAsync(container.Id, exitCode, _setting.Engine);
            _setting.Report.Warning(
                Diagnostic.Of("HRP4221", container.Service.Name, exitCode, reason, container.Log.LastLines).About(container.Service.Item));
        }
    }
}
