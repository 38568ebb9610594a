using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Runs.Options;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Engine.Runs;

/// <summary>The network that a run is in: one that is missing is created, and the last run to leave a network that a run created removes it.</summary>
internal sealed class RunNetwork(RunContext run)
{
    /// <summary>How often a run may find that its network is gone, or there twice, which it had just found: each time another run left or came at that moment.</summary>
    private const int Attempts = 10;

    private LabelledObject? _network;

    /// <summary>Does something inside the network, and again if it is gone by then.</summary>
    /// <param name="work">Creates a container in the network, runs it and removes it.</param>
    /// <exception cref="HarpoonException">HRP4120: the network can't be created.</exception>
    public async Task<ContainerRunOutcome> InsideAsync(Func<Task<ContainerRunOutcome>> work)
    {
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                await JoinAsync();
                if (await TryAsync(work, mayBeGone: attempt < Attempts) is { } outcome)
                {
                    return outcome;
                }
            }
        }
        finally
        {
            await LeaveAsync();
        }
    }

    /// <summary>Runs it once; null if the network was gone. Docker reports that when the container starts, Podman when it is created.</summary>
    private static async Task<ContainerRunOutcome?> TryAsync(Func<Task<ContainerRunOutcome>> work, bool mayBeGone)
    {
        try
        {
            var outcome = await work();
            return mayBeGone && outcome.Refusal?.Kind == RefusalKind.NetworkMissing ? null : outcome;
        }
        catch (HarpoonException e) when (mayBeGone && e.InnerException is EngineRefusedException { Kind: RefusalKind.NetworkMissing })
        {
            return null;
        }
    }

    private async Task JoinAsync()
    {
        if (run.Options is { CreatesNetwork: true, Container.Network: { } name } && !NetworkName.IsOfEngine(name))
        {
            _network = await run.Engine.Networks.FindAsync(name, run.SetUp) ?? await CreateAsync(name, run.SetUp);
        }
    }

    /// <summary>Removes the network, if a run created it and no other container runs in it. Ignores the cancellation of the run.</summary>
    private async Task LeaveAsync()
    {
        if (_network is not { } network
            || !Ownership.IsProven(network)
            || network.Labels.ContainsKey(HarpoonLabels.Keep))
        {
            return;
        }

        if (await CleanupTimeout.TryAsync(token => NetworkRemoval.RemoveUnusedAsync(run.Engine, network.Id, token)) is { } reason)
        {
            run.Report.Warning(Diagnostic.Of("HRP4121", network.Name, reason));
        }
    }

    private async Task<LabelledObject> CreateAsync(string name, CancellationToken cancellationToken)
    {
        var labels = RunLabels.Of(run.Options, run.Process.Identity, new Dictionary<string, string>());
        labels[HarpoonLabels.Session] = OwnershipMark.Of(run.Process.Identity, name).ToString();
        EngineRefusedException? refusal = null;
        string? id = null;
        try
        {
            id = await run.Engine.Networks.CreateAsync(name, labels, cancellationToken);
        }
        catch (EngineRefusedException e)
        {
            // Another run that starts at this moment may have been faster.
            refusal = e;
        }
        catch (Exception e) when (LostEngine.MayHaveActed(e))
        {
            await LostEngine.ReachAsync(async token =>
            {
                var found = await run.Engine.Networks.FindAsync(name, token);
                _network = found?.Labels.GetValueOrDefault(HarpoonLabels.Session) == labels[HarpoonLabels.Session] ? found : null;
                return name;
            });
            throw;
        }

        var oldest = await run.Engine.Networks.FindAsync(name, cancellationToken)
            ?? (id is null ? throw new HarpoonException(Diagnostic.Of("HRP4120", name, refusal!.ResponseMessage), refusal) : new LabelledObject(id, name, labels));
        if (oldest.Id == id)
        {
            run.Report.Message(MessageLevel.Normal, $"Created the network {name}.");
        }
        else if (id is not null)
        {
            // The engine made a second one of the name: all take the first.
            await NetworkRemoval.RemoveUnusedAsync(run.Engine, id, cancellationToken);
        }

        return oldest;
    }
}
