using System.Collections.Concurrent;
using System.Collections.Immutable;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Runs;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Services.Containers;
using Harpoon.Engine.Services.Spec;
using Harpoon.Engine.Services.Starting;

namespace Harpoon.Engine.Services.Up;

/// <summary>Starts a project's services and leaves them up. What is up already, and as it was asked for, is left as it is.</summary>
public sealed class ServicesUp
{
    private readonly ServiceOwner _owner;
    private readonly ServiceSetting _setting;
    private readonly IEngine _engine;
    private readonly ConcurrentQueue<CreatedService> _created = [];

    private ServicesUp(ServiceOwner owner, ServiceSetting setting) => (_owner, _setting, _engine) = (owner, setting, setting.Engine);

    /// <summary>Starts them, waits until all are ready, and says where they listen.</summary>
    /// <param name="owner">Whose they are.</param>
    /// <param name="services">The services. Containers of others, which the project does not have any more, are removed.</param>
    /// <param name="files">The files that list them.</param>
    /// <param name="engine">Where.</param>
    /// <param name="host">Whose docker settings count.</param>
    /// <param name="report">Gets the services' output until they are ready, a line at a time.</param>
    /// <param name="cancellationToken">Gives up, and removes what was started.</param>
    /// <returns>Where they listen, by services and their ports.</returns>
    /// <exception cref="HarpoonException">One did not become ready (HRP4210 to HRP4215), or the file can't be written (HRP4222).</exception>
    public static async Task<ImmutableArray<ServiceAddress>> ExecuteAsync(
        ServiceOwner owner,
        ServiceGraph services,
        ServiceFiles files,
        IEngine engine,
        HostEnvironment host,
        IReport report,
        CancellationToken cancellationToken)
    {
        using var taken = await ServicesLock.TakeAsync(files.Lock, report, cancellationToken);
        var process = BuildProcess.OfThisProcess();
        await Leftovers.SweepAsync(engine, process, report, cancellationToken);
        var up = new ServicesUp(owner, ServiceSetting.Of(engine, host, report, process));
        var addresses = await up.StartAsync(services, cancellationToken);
        AddressesFile.Write(files.Addresses, services, addresses);
        return addresses;
    }

    private async Task<ImmutableArray<ServiceAddress>> StartAsync(ServiceGraph graph, CancellationToken cancellationToken)
    {
        var found = await ExistingServices.FindAsync(_owner, _engine, cancellationToken);
        using var setUp = new CreationToken(cancellationToken);
        var network = found.Networks is [var known, ..]
            ? new ServiceNetwork(known.Id, known.Name, Gateway: null)
            : await CreateNetworkAsync(setUp.Token);
        try
        {
            network = await network.WithGatewayAsync(_engine, _setting.Host, cancellationToken);
            return await StartAsync(graph, found, network, cancellationToken);
        }
        catch (Exception e)
        {
            var lost = LostEngine.IsLoss(e) ? await LostServices.ErrorAsync(_engine, e) : null;
            await ServiceTeardown.RemoveAsync(_created, _setting);
            if (found.Networks.IsEmpty)
            {
                await ServiceTeardown.RemoveAsync(network, _setting);
            }

            if (lost is not null)
            {
                throw lost;
            }

            throw;
        }
    }

    private async Task<ImmutableArray<ServiceAddress>> StartAsync(
        ServiceGraph graph, ExistingServices found, ServiceNetwork network, CancellationToken cancellationToken)
    {
        var specs = graph.InOrder.ToDictionary(service => service, service => UpSpec.Of(service, _owner, network, _setting));
        var plan = await UpPlan.MakeAsync(graph, found, service => specs[service], _engine, cancellationToken);
        await StopAsync(plan.Outdated, cancellationToken);
        var starter = new ServiceStarter(network, ObtainAsync, _setting);
        var attended = await starter.StartAsync([.. graph.InOrder.Where(service => !plan.Done.Contains(service.Name))], cancellationToken);
        foreach (var container in attended)
        {
            await container.DisposeAsync();
        }

        return await KeepAsync(attended, cancellationToken);

        Task<(string Id, bool IsRunning)> ObtainAsync(Service service, CancellationToken token) =>
            plan.Running.TryGetValue(service.Name, out var id) ? Task.FromResult((id, true)) : CreateAsync(service, specs[service], token);
    }

    private Task<ServiceNetwork> CreateNetworkAsync(CancellationToken cancellationToken)
    {
        // No label to keep it: it stays as long as a container that carries one.
        var labels = ServiceLabels.Of(_owner.Project);
        labels[HarpoonLabels.Services] = _owner.Id;
        return ServiceNetwork.CreateAsync(_owner.Name, _setting.Process, labels, _engine, cancellationToken);
    }

    private async Task<(string Id, bool IsRunning)> CreateAsync(Service service, ContainerSpec spec, CancellationToken cancellationToken)
    {
        var id = await ServiceCreation.CreateAsync(service, spec, _setting, cancellationToken);
        _created.Enqueue(new CreatedService(service, id));
        return (id, false);
    }

    private async Task StopAsync(IEnumerable<LabelledObject> containers, CancellationToken cancellationToken)
    {
        foreach (var container in containers)
        {
            await ServiceStop.ExecuteAsync(container, _engine, cancellationToken);
            _setting.Report.Message(MessageLevel.Normal, $"Removed the container {container.Name}, which no longer matches the project.");
        }
    }

    /// <summary>Gives each the name by which it stays, also what an earlier build started that was killed before this, and reports where it listens.</summary>
    private async Task<ImmutableArray<ServiceAddress>> KeepAsync(
        ImmutableArray<ServiceContainer> containers, CancellationToken cancellationToken)
    {
        var addresses = ImmutableArray.CreateBuilder<ServiceAddress>();
        foreach (var container in containers)
        {
            var state = await _engine.Containers.InspectAsync(container.Id, cancellationToken);
            var name = UpName.Of(_owner, container.Service);
            if (state.Name != name)
            {
                await _engine.Containers.RenameAsync(container.Id, name, cancellationToken);
            }

            var own = ServiceAddress.Of(container.Service, state, _engine.Endpoint).ToImmutableArray();
            addresses.AddRange(own);
            var where = own.IsEmpty ? "" : $", and listens at {string.Join(", ", own)}";
            _setting.Report.Message(MessageLevel.High, $"{container.Service.Name} is up ({name}){where}.");
        }

        return addresses.ToImmutable();
    }
}
