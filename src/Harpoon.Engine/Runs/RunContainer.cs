using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Runs.Consoles;
using Harpoon.Engine.Runs.CopyOut;
using Harpoon.Engine.Runs.Failures;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Engine.Runs;

/// <summary>The container of a run, from its creation to its removal.</summary>
internal sealed class RunContainer(RunContext run, ContainerSpec spec, IContainerStreams near)
{
    /// <summary>Creates, attaches, starts, reads, waits, copies files out and removes.</summary>
    public async Task<ContainerRunOutcome> RunAsync()
    {
        var id = await ContainerCreation.CreateAsync(run, spec);
        var (ending, copyOut) = (new RunEnding(id, run), new ContainerCopyOut(id, run));
        var released = Task.CompletedTask;
        try
        {
            run.Cancelled.ThrowIfCancellationRequested();
            foreach (var network in run.Options.MoreNetworks)
            {
                await run.Engine.Networks.ConnectAsync(network, id, run.SetUp);
            }

            await (run.Dependencies?.ReadyAsync() ?? Task.CompletedTask);
            var outcome = await AttendAsync(new RunningContainer(id, run, near), copyOut);
            if (run.Dependencies is { } dependencies && outcome.Refusal is null)
            {
                released = dependencies.ReleaseAsync();
            }

            return await copyOut.AfterAsync(outcome, run.Cancelled);
        }
        catch (Exception e) when (RunEnding.IsLossOfEngine(e))
        {
            throw await ending.LostAsync(e, copyOut);
        }
        finally
        {
            await ending.ClearAwayAsync();
            await released;
        }
    }

    private static async Task<ContainerRunOutcome> AttendAsync(RunningContainer container, ContainerCopyOut copyOut)
    {
        try
        {
            return await container.RunAsync();
        }
        catch (OperationCanceledException)
        {
            await copyOut.AfterCancelAsync();
            throw;
        }
    }
}
