using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Runs.Consoles;
using Harpoon.Engine.Runs.CopyOut;
using Harpoon.Engine.Runs.Failures;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Engine.Runs;

/// <summary>The container of a run, from its creation to its removal.</summary>
internal sealed class RunContainer(
    ContainerRunOptions options,
    ContainerSpec spec,
    IContainerStreams near,
    IRunDependencies? needs,
    IEngine engine,
    HostEnvironment host,
    IReport report)
{
    /// <summary>Creates, attaches, starts, drains, waits, copies files out and removes.</summary>
    /// <param name="setUp">Gives up creating, attaching and starting.</param>
    /// <param name="cancellationToken">Stops and removes it.</param>
    public async Task<ContainerRunOutcome> RunAsync(CancellationToken setUp, CancellationToken cancellationToken)
    {
        var id = await MarkedCreation.CreateAsync(options, spec, engine, host, report, setUp, cancellationToken);
        var ending = new RunEnding(id, options, engine, report);
        var released = Task.CompletedTask;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var network in options.MoreNetworks)
            {
                await engine.Networks.ConnectAsync(network, id, setUp);
            }

            await (needs?.ReadyAsync() ?? Task.CompletedTask);
            var outcome = await AttendAsync(id, setUp, cancellationToken);
            if (needs is not null && outcome.Refusal is null)
            {
                released = needs.ReleaseAsync();
            }

            return await new ContainerCopyOut(id, options, engine, report).AfterAsync(outcome, cancellationToken);
        }
        catch (Exception e) when (RunEnding.IsLossOfEngine(e))
        {
            throw await ending.LostAsync(e);
        }
        finally
        {
            await ending.ClearAwayAsync();
            await released;
        }
    }

    private async Task<ContainerRunOutcome> AttendAsync(string id, CancellationToken setUp, CancellationToken cancellationToken)
    {
        try
        {
            return await new RunningContainer(id, options, engine, near, report).RunAsync(setUp, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await new ContainerCopyOut(id, options, engine, report).AfterCancelAsync();
            throw;
        }
    }
}
