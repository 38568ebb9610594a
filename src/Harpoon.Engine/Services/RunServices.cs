using System.Collections.Concurrent;
using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs;
using Harpoon.Engine.Services.Up;
using Harpoon.Engine.Services.Waits;

namespace Harpoon.Engine.Services;

/// <summary>The services of one run: a network and containers of their own, which go when the run is over, however it ends; or those that are up already, which stay.</summary>
internal sealed class RunServices : IAsyncDisposable
{
    private readonly ServiceSetting _setting;
    private readonly ConcurrentQueue<CreatedService> _created = [];
    private readonly bool _isOwn;
    private ImmutableArray<ServiceContainer> _running = [];

    private RunServices(ServiceNetwork network, bool isOwn, ServiceSetting setting) => (Network, _isOwn, _setting) = (network, isOwn, setting);

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
        var services = new RunServices(network, isOwn: true, setting);
        return await services.ReadyAsync(graph.InOrder, services.CreateAsync, cancellationToken);
    }

    /// <summary>Uses those that <c>DockerUp</c> left up, once they are ready; null where they are not all up as they are asked for now.</summary>
    /// <inheritdoc cref="StartAsync"/>
    public static async Task<RunServices?> JoinAsync(
        ServiceGraph graph, ServiceOwner owner, ServiceSetting setting, CancellationToken cancellationToken)
    {
        var found = await FoundServices.FindAsync(owner, setting.Engine, cancellationToken);
        if (found.Networks is not [var known, ..] || found.Containers.Length < graph.InOrder.Length)
        {
            return null;
        }

        var network = await new ServiceNetwork(known.Id, known.Name, Gateway: null).WithGatewayAsync(setting.Engine, cancellationToken);
        var plan = await UpPlan.MakeAsync(
            graph, found, service => UpSpec.Of(service, owner, network, setting), setting.Engine, cancellationToken);
        if (plan.Running.Count + plan.Done.Count < graph.InOrder.Length)
        {
            setting.Report.Message(MessageLevel.High, "Services are up, but not as the project asks for them: this run has its own. DockerUp brings the others up to date.");
            return null;
        }

        setting.Report.Message(MessageLevel.Normal, $"Using the services that are up in the network {network.Name}.");
        return await new RunServices(network, isOwn: false, setting).ReadyAsync(
            [.. graph.InOrder.Where(service => plan.Running.ContainsKey(service.Name))],
            (service, _) => Task.FromResult((plan.Running[service.Name], true)),
            cancellationToken);
    }

    /// <summary>Removes what is this run's own, and tells of services that had ended by themselves.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var container in _running)
        {
            await TellOfEndAsync(container);
        }

        await ServiceTeardown.RemoveAsync(_created, _isOwn ? Network : null, _setting);
        foreach (var container in _running)
        {
            await container.DisposeAsync();
        }
    }

    private async Task<RunServices> ReadyAsync(
        ImmutableArray<Service> services, ObtainContainer obtain, CancellationToken cancellationToken)
    {
        try
        {
            Network = await Network.WithGatewayAsync(_setting.Engine, cancellationToken);
            _running = await new ServiceStarter(Network, obtain, _setting).StartAsync(services, cancellationToken);
            return this;
        }
        catch (Exception e)
        {
            await DisposeAsync();
            if (RunEnding.IsLossOfEngine(e))
            {
                throw new HarpoonException(Diagnostic.Of("HRP4214", e.Message), e);
            }

            throw;
        }
    }

    private async Task<(string Id, bool IsRunning)> CreateAsync(Service service, CancellationToken cancellationToken)
    {
        var id = await ServiceCreation.CreateAsync(service, ServiceSpec.Of(service, Network, publishesAll: false, _setting), _setting, cancellationToken);
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
