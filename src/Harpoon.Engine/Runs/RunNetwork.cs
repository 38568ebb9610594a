using System.Net;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Engines;
using Harpoon.Engine.Runs.Options;
using Harpoon.Engine.Runs.Sessions;

namespace Harpoon.Engine.Runs;

/// <summary>The network that a run is in: one that is missing is created, and the last run to leave a network that a run created removes it.</summary>
internal sealed class RunNetwork(ContainerRunOptions options, SessionIdentity session, IEngine engine, IReport report)
{
    /// <summary>How often a run may find its network gone that it had just found: each time another run was the last in it at that moment.</summary>
    private const int Attempts = 3;

    private LabelledObject? _network;

    /// <summary>Does something inside the network, and again if it is gone by then.</summary>
    /// <param name="run">Creates a container in the network, runs it and removes it.</param>
    /// <param name="setUp">Gives up finding or creating the network.</param>
    /// <exception cref="HarpoonException">HRP4120: the network can't be created.</exception>
    public async Task<ContainerRunOutcome> InsideAsync(Func<Task<ContainerRunOutcome>> run, CancellationToken setUp)
    {
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                await JoinAsync(setUp);
                if (await TryAsync(run, mayBeGone: attempt < Attempts) is { } outcome)
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

    /// <summary>Runs it once; null where the network was gone. Engines tell that when a container starts, newer ones when it is created.</summary>
    private static async Task<ContainerRunOutcome?> TryAsync(Func<Task<ContainerRunOutcome>> run, bool mayBeGone)
    {
        try
        {
            var outcome = await run();
            return mayBeGone && IsGone(outcome.Refusal) ? null : outcome;
        }
        catch (HarpoonException e) when (mayBeGone && IsGone(e.InnerException as EngineRefusedException))
        {
            return null;
        }
    }

    private static bool IsGone(EngineRefusedException? e) =>
        e is { Status: (int)HttpStatusCode.NotFound }
        && e.Words.Contains("network", StringComparison.OrdinalIgnoreCase)
        && e.Words.Contains("not found", StringComparison.OrdinalIgnoreCase);

    private async Task JoinAsync(CancellationToken cancellationToken)
    {
        if (options is { CreatesNetwork: true, Network: { } name } && !NetworkName.IsOfEngine(name))
        {
            _network = await engine.Networks.FindAsync(name, cancellationToken) ?? await CreateAsync(name, cancellationToken);
        }
    }

    /// <summary>Removes the network, if a run created it and no other container runs in it. Heeds no cancellation of the run.</summary>
    private async Task LeaveAsync()
    {
        if (_network is not { } network
            || !network.Labels.ContainsKey(HarpoonLabels.Session)
            || network.Labels.ContainsKey(HarpoonLabels.Keep))
        {
            return;
        }

        if (await OwnTime.TryAsync(token => RemoveUnusedAsync(network.Id, token)) is { } reason)
        {
            report.Warning(Diagnostic.Of("HRP4121", network.Name, reason));
        }
    }

    private async Task<LabelledObject> CreateAsync(string name, CancellationToken cancellationToken)
    {
        var labels = RunLabels.Of(options, session, new Dictionary<string, string>());
        try
        {
            var id = await engine.Networks.CreateAsync(name, labels, cancellationToken);
            report.Message(MessageLevel.Normal, $"Created the network {name}.");
            return new LabelledObject(id, name, labels);
        }
        catch (EngineRefusedException e)
        {
            // Another run that starts at this moment may have been faster.
            return await engine.Networks.FindAsync(name, cancellationToken)
                ?? throw new HarpoonException(Diagnostic.Of("HRP4120", name, e.Words), e);
        }
    }

    private async Task RemoveUnusedAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await engine.Networks.RemoveAsync(id, cancellationToken);
        }
        catch (EngineRefusedException e) when (e.Status is (int)HttpStatusCode.Forbidden or (int)HttpStatusCode.Conflict)
        {
            // Another run is in it, and removes it when it leaves.
        }
    }
}
