using System.Collections.Immutable;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Services.Spec;
using Harpoon.Engine.Services.Waits;

namespace Harpoon.Engine.Services.Containers;

/// <summary>A service's container while it is attended: its output is read, and its end is noticed.</summary>
internal sealed class ServiceContainer : IAsyncDisposable
{
    /// <summary>How long output may still come after the container's end.</summary>
    private static readonly TimeSpan LastOutput = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _abandon = new();
    private readonly Stream _output;
    private readonly Task _drained;

    private ServiceContainer(Service service, string id, ServiceLog log, Stream stream)
    {
        var output = new ServiceOutput(log);
        log.Unfinished = () => output.Unfinished;
        Service = service;
        Id = id;
        Log = log;
        Searches = service.Waits.OfType<LogWait>().Distinct().ToImmutableDictionary(wait => wait, wait => log.Search(wait.Expression));
        _output = stream;
        _drained = output.DrainAsync(stream, service.Run.Container.Tty, _abandon.Token);
    }

    public Service Service { get; }

    public string Id { get; }

    public ServiceLog Log { get; }

    /// <summary>What is looked for in the log.</summary>
    public ImmutableDictionary<LogWait, LogSearch> Searches { get; }

    /// <summary>Its exit code, once it has ended and its output was read. Fails when the engine is lost.</summary>
    public Task<int> Ended { get; private set; } = Task.FromException<int>(new InvalidOperationException("It was not started."));

    /// <summary>Attaches to a container and starts it, unless it runs.</summary>
    /// <param name="service">The service.</param>
    /// <param name="id">Its container.</param>
    /// <param name="log">Gets its output.</param>
    /// <param name="withOld">Whether to get what it wrote before, too.</param>
    /// <param name="engine">Where it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="EngineRefusedException">It can't be started.</exception>
    public static async Task<ServiceContainer> StartAsync(
        Service service, string id, ServiceLog log, bool withOld, IEngine engine, CancellationToken cancellationToken)
    {
        var output = withOld
            ? await engine.Containers.AttachWithLogAsync(id, cancellationToken)
            : await engine.Containers.AttachAsync(id, input: false, cancellationToken);
        var container = new ServiceContainer(service, id, log, output);
        try
        {
            await engine.Containers.StartAsync(id, cancellationToken);
            container.Ended = container.EndAsync(engine);
            return container;
        }
        catch
        {
            await container.DisposeAsync();
            throw;
        }
    }

    /// <summary>Attends it no more. The container runs on.</summary>
    public async ValueTask DisposeAsync()
    {
        await _abandon.CancelAsync();
        await _drained.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ((Task)Ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _output.DisposeAsync();
        _abandon.Dispose();
    }

    private async Task<int> EndAsync(IEngine engine)
    {
        var exitCode = await engine.Containers.WaitAsync(Id, _abandon.Token);
        await Task.WhenAny(_drained, Task.Delay(LastOutput, _abandon.Token));
        return exitCode;
    }
}

/// <summary>A container that was created for a service.</summary>
/// <param name="Service">The service.</param>
/// <param name="Id">The container.</param>
internal sealed record CreatedService(Service Service, string Id);
