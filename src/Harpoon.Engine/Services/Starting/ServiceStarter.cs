using System.Collections.Immutable;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Failures;
using Harpoon.Engine.Runs.Output;
using Harpoon.Engine.Services.Containers;
using Harpoon.Engine.Services.Spec;

namespace Harpoon.Engine.Services.Starting;

/// <summary>Starts services, side by side where none waits for the other, and waits until all are ready.</summary>
/// <param name="network">The network that they are in.</param>
/// <param name="obtain">Gets a service's container, created or found.</param>
/// <param name="setting">Where they are started.</param>
internal sealed class ServiceStarter(ServiceNetwork network, ContainerProvider obtain, ServiceSetting setting)
{
    /// <summary>Starts them.</summary>
    /// <param name="services">The services, each behind those that it depends on.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Them, attended, in the same order. If one of them fails none is.</returns>
    /// <exception cref="HarpoonException">HRP4210 to HRP4215, HRP4022 to HRP4024: one could not be started, or did not become ready.</exception>
    public async Task<ImmutableArray<ServiceContainer>> StartAsync(ImmutableArray<Service> services, CancellationToken cancellationToken)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var all = await AllEndedAsync(services, giveUp);
        var started = ImmutableArray.CreateBuilder<ServiceContainer>();
        foreach (var start in all.Where(start => start.IsCompletedSuccessfully))
        {
            started.Add(await start);
        }

        if (started.Count == all.Length)
        {
            return started.ToImmutable();
        }

        foreach (var container in started)
        {
            await container.DisposeAsync();
        }

        cancellationToken.ThrowIfCancellationRequested();
        // The first that failed made the others give up.
        await all.First(start => start.IsFaulted);
        throw new InvalidOperationException("Services were given up, and none failed.");
    }

    private async Task<ImmutableArray<Task<ServiceContainer>>> AllEndedAsync(
        ImmutableArray<Service> services, CancellationTokenSource giveUp)
    {
        var starts = new Dictionary<string, Task<ServiceContainer>>(StringComparer.OrdinalIgnoreCase);
        foreach (var service in services)
        {
            // One that is not among them has done its work before.
            var needed = service.DependsOn.Where(starts.ContainsKey).Select(name => starts[name]).ToImmutableArray();
            // On a thread of its own: calls to an engine of this machine are waited for on the thread.
            starts[service.Name] = Task.Run(() => StartOrGiveUpAsync(service, needed, giveUp), CancellationToken.None);
        }

        ImmutableArray<Task<ServiceContainer>> all = [.. services.Select(service => starts[service.Name])];
        await ((Task)Task.WhenAll(all)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return all;
    }

    private async Task<ServiceContainer> StartOrGiveUpAsync(
        Service service, ImmutableArray<Task<ServiceContainer>> needed, CancellationTokenSource giveUp)
    {
        try
        {
            return await StartAsync(service, needed, giveUp.Token);
        }
        catch
        {
            await giveUp.CancelAsync();
            throw;
        }
    }

    private async Task<ServiceContainer> StartAsync(
        Service service, ImmutableArray<Task<ServiceContainer>> needed, CancellationToken cancellationToken)
    {
        // Before those that it needs are ready: an image may have to be pulled.
        var (id, isRunning) = await obtain(service, cancellationToken);
        await Task.WhenAll(needed);
        cancellationToken.ThrowIfCancellationRequested();
        var container = await StartAsync(service, id, isRunning);
        try
        {
            var state = await setting.Engine.Containers.InspectAsync(id, cancellationToken);
            var reach = new PortReach(service, state, network, setting.Engine.Endpoint, setting.Engine.Capabilities);
            await new ServiceWait(container, WaitProbes.Of(container, reach, setting.Engine), setting.Engine, setting.Report).UntilReadyAsync(cancellationToken);
            return container;
        }
        catch
        {
            await container.DisposeAsync();
            throw;
        }
    }

    private async Task<ServiceContainer> StartAsync(Service service, string id, bool isRunning)
    {
        // What one that runs already wrote before is no news.
        var log = new ServiceLog(
            service.Name, isRunning ? MessageLevel.Low : service.OutputLevel, setting.Report, new RunSecrets(service.Run.Environment));
        try
        {
            // Not to be cancelled: it is soon done, and what was not started can't be stopped.
            return await ServiceContainer.StartAsync(service, id, log, isRunning, setting.Engine, CancellationToken.None);
        }
        catch (EngineRefusedException e)
        {
            var outcome = await StartFailure.OfAsync(service.Run, id, e, setting.Engine);
            throw new HarpoonException(Diagnostic.Of("HRP4212", service.Name, outcome.Failure!.Text).About(service.Item), e);
        }
    }
}

/// <summary>Gets a service's container: its id, and whether it runs already.</summary>
internal delegate Task<(string Id, bool IsRunning)> ContainerProvider(Service service, CancellationToken cancellationToken);
