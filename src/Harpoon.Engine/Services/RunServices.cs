using System.Collections.Concurrent;
using System.Collections.Immutable;
using Harpoon.Engine.Client;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Services.Containers;
using Harpoon.Engine.Services.Spec;
using Harpoon.Engine.Services.Starting;
using Harpoon.Engine.Services.Up;
using Harpoon.Engine.Services.Waits;

namespace Harpoon.Engine.Services;

/// <summary>The services of one run: a network and containers of their own, which go when the run is over, however it ends; or those that are up already, which stay.</summary>
internal sealed class RunServices : IRunDependencies, IAsyncDisposable
{
    private readonly ServiceSetting _setting;
    private readonly bool _isOwn;
    private readonly CancellationTokenSource _giveUp;
    private readonly ConcurrentQueue<CreatedService> _created = [];
    private Task<ImmutableArray<ServiceContainer>> _starting = Task.FromResult(ImmutableArray<ServiceContainer>.Empty);
    private Task? _released;

    private RunServices(ServiceNetwork network, bool isOwn, ServiceSetting setting, CancellationToken cancellationToken)
    {
        Network = network;
        _isOwn = isOwn;
        _setting = setting;
        _giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>The network in which they are found by their names.</summary>
    public ServiceNetwork Network { get; private set; }

    /// <summary>Creates their network, and starts them in it.</summary>
    /// <param name="graph">The services.</param>
    /// <param name="project">The value of the label <c>harpoon.project</c>; null leaves the label out.</param>
    /// <param name="setting">Where they are started.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Them, which may not be ready yet.</returns>
    public static async Task<RunServices> StartAsync(
        ServiceGraph graph, string? project, ServiceSetting setting, CancellationToken cancellationToken)
    {
        using var setUp = new CreationToken(cancellationToken);
        var network = await ServiceNetwork.CreateAsync(
            $"harpoon-{Guid.NewGuid():N}", setting.Process, ServiceLabels.Of(project), setting.Engine, setUp.Token);
        var services = new RunServices(network, isOwn: true, setting, cancellationToken);
        services._starting = services.StartAsync(graph.InOrder, services.CreateAsync);
        return services;
    }

    /// <summary>Uses those that <c>DockerUp</c> left up; null if they are not all up as they are asked for now.</summary>
    /// <inheritdoc cref="StartAsync(ServiceGraph, string, ServiceSetting, CancellationToken)"/>
    public static async Task<RunServices?> JoinAsync(
        ServiceGraph graph, ServiceOwner owner, ServiceSetting setting, CancellationToken cancellationToken)
    {
        var found = await ExistingServices.FindAsync(owner, setting.Engine, cancellationToken);
        if (found.Networks is not [var known, ..] || found.Containers.Length < graph.InOrder.Length)
        {
            return null;
        }

        // How it is asked for depends on whether its ports have to be published.
        var network = await new ServiceNetwork(known.Id, known.Name, Gateway: null).WithGatewayAsync(setting.Engine, setting.Host, cancellationToken);
        var plan = await UpPlan.MakeAsync(
            graph, found, service => UpSpec.Of(service, owner, network, setting), setting.Engine, cancellationToken);
        if (plan.Running.Count + plan.Done.Count < graph.InOrder.Length)
        {
            setting.Report.Message(MessageLevel.High, $"Services are up, but do not match the project: this run starts its own. {OptionNames.Up} updates the others.");
            return null;
        }

        setting.Report.Message(MessageLevel.Normal, $"Using the services that are up in the network {network.Name}.");
        var services = new RunServices(network, isOwn: false, setting, cancellationToken);
        services._starting = services.StartAsync(
            [.. graph.InOrder.Where(service => plan.Running.ContainsKey(service.Name))],
            (service, _) => Task.FromResult((plan.Running[service.Name], true)));
        return services;
    }

    /// <exception cref="HarpoonException">HRP4210 to HRP4215, HRP4022 to HRP4024: one could not be started, or did not become ready.</exception>
    public async Task ReadyAsync()
    {
        try
        {
            await _starting;
        }
        catch (Exception e) when (LostEngine.IsLoss(e))
        {
            throw await LostServices.ErrorAsync(_setting.Engine, e);
        }
    }

    /// <summary>Removes the containers that are this run's own, and reports services that had ended by themselves.</summary>
    public Task ReleaseAsync() => _released ??= RemoveContainersAsync();

    /// <summary>Removes all that is this run's own.</summary>
    public async ValueTask DisposeAsync()
    {
        await _giveUp.CancelAsync();
        await ReleaseAsync();
        if (_isOwn)
        {
            await ServiceTeardown.RemoveAsync(Network, _setting);
        }

        _giveUp.Dispose();
    }

    private async Task<ImmutableArray<ServiceContainer>> StartAsync(ImmutableArray<Service> services, ContainerProvider obtain)
    {
        Network = await Network.WithGatewayAsync(_setting.Engine, _setting.Host, _giveUp.Token);
        return await new ServiceStarter(Network, obtain, _setting).StartAsync(services, _giveUp.Token);
    }

    private async Task RemoveContainersAsync()
    {
        await ((Task)_starting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var running = _starting.IsCompletedSuccessfully ? await _starting : [];
        foreach (var container in running)
        {
            await ReportEndAsync(container);
        }

        await ServiceTeardown.RemoveAsync(_created, _setting);
        foreach (var container in running)
        {
            await container.DisposeAsync();
        }
    }

    private async Task<(string Id, bool IsRunning)> CreateAsync(Service service, CancellationToken cancellationToken)
    {
        var spec = ServiceSpec.Of(service, Network, publishesAll: false, _setting);
        var id = await ServiceCreation.CreateAsync(service, spec, _setting, cancellationToken);
        _created.Enqueue(new CreatedService(service, id));
        return (id, false);
    }

    private async Task ReportEndAsync(ServiceContainer container)
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
