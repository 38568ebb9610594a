using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Calls.Live;
using Harpoon.Engine.Client.Http;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Consoles;
using Harpoon.Engine.Runs.CopyOut;
using Harpoon.Engine.Runs.Failures;
using Harpoon.Engine.Runs.Output;
using Harpoon.Engine.Runs.Ports;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Engine.Runs;

/// <summary>The container of a run, from its creation to its removal.</summary>
internal sealed class RunContainer(RunContext run, ContainerSpec spec, IContainerStreams streams)
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

            await (run.Prepare?.Invoke(id, run.SetUp) ?? Task.CompletedTask);
            await (run.Dependencies?.ReadyAsync() ?? Task.CompletedTask);
            var outcome = await AttendAsync(new RunningContainer(id, run, streams), copyOut);
            if (run.Dependencies is { } dependencies && outcome.Refusal is null)
            {
                released = dependencies.ReleaseAsync();
            }

            return await copyOut.AfterAsync(outcome, run.Cancelled);
        }
        catch (Exception e) when (LostEngine.IsLoss(e))
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

/// <summary>A created container that is attached to, started, and attended until it runs no more.</summary>
internal sealed class RunningContainer(string id, RunContext run, IContainerStreams streams)
{
    /// <summary>How long output may still come after the container was stopped.</summary>
    private static readonly TimeSpan LastOutput = TimeSpan.FromSeconds(10);

    /// <summary>Runs it to its end.</summary>
    public async Task<ContainerRunOutcome> RunAsync()
    {
        Stream attached;
        try
        {
            // What is written before anyone is attached is lost if the engine keeps no log.
            attached = await run.Engine.Containers.AttachAsync(id, streams.HasInput, run.SetUp);
        }
        catch (EngineRefusedException e)
        {
            // Podman prepares a container as soon as a client attaches to it, and finds out then what it can't start.
            return await StartFailure.OfAsync(run.Options, id, e, run.Engine);
        }

        var clock = new StallClock(run.Engine.Timeout, () => PieceClock.Stalled($"POST /containers/{ContainerIds.Short(id)}/attach", run.Engine.Timeout));
        await using var output = attached;
        await using var watched = new WatchedOutput(output, clock);
        return await RunAttachedAsync(output, watched, clock);
    }

    private async Task<ContainerRunOutcome> RunAttachedAsync(Stream output, Stream watched, StallClock clock)
    {
        using var abandon = new CancellationTokenSource();
        // Reading starts before the container does: what it takes to read gets ready while the engine is busy.
        var drained = streams.DrainAsync(watched, abandon.Token);
        var served = Task.CompletedTask;
        try
        {
            await run.Engine.Containers.StartAsync(id, run.SetUp);
            served = streams.ServeAsync(id, output, abandon.Token);
            var ports = await RunPorts.ReportAsync(id, run);
            return await AttendAsync(drained, clock, abandon) with { Ports = ports };
        }
        catch (EngineRefusedException e)
        {
            return await StartFailure.OfAsync(run.Options, id, e, run.Engine);
        }
        finally
        {
            await abandon.CancelAsync();
            await Task.WhenAll(drained, served).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<ContainerRunOutcome> AttendAsync(Task drained, StallClock clock, CancellationTokenSource abandon)
    {
        using var stop = new StopSignal(run.Options.Timeout, run.Cancelled);
        var ending = EndAsync(drained, clock, abandon.Token);
        var stopped = await Task.WhenAny(ending, stop.Requested) != ending;
        if (stopped)
        {
            await StopAsync();
            abandon.CancelAfter(LastOutput);
        }

        var exitCode = await ExitCodeAsync(ending, stopped);
        run.Cancelled.ThrowIfCancellationRequested();
        return new ContainerRunOutcome(id, exitCode, stopped ? TimedOut() : await FailureAsync(exitCode));
    }

    /// <summary>Waits for the end of the output and the exit code. Whichever can't be read ends it: the other would wait for what may never come.</summary>
    private async Task<int> EndAsync(Task drained, StallClock clock, CancellationToken abandoned)
    {
        var exited = run.Engine.Containers.WaitAsync(id, abandoned);
        await await Task.WhenAny(drained, exited);
        await new OutputEnd(id, run.Engine).AwaitAsync(drained, clock, abandoned);
        await new OutputEnd(id, run.Engine).ConfirmAsync(exited, abandoned);
        return await exited;
    }

    private static async Task<int> ExitCodeAsync(Task<int> ending, bool stopped)
    {
        try
        {
            return await ending;
        }
        catch (OperationCanceledException) when (stopped)
        {
            // Even after SIGKILL something held the output open.
            return ExitDiagnosis.Killed;
        }
    }

    private async Task StopAsync()
    {
        run.Report.Message(
            MessageLevel.High,
            $"Stopping the container {ContainerIds.Short(id)}: SIGTERM, and SIGKILL after {run.Options.StopTimeout.TotalSeconds:0} s, or at another Ctrl+C.");
        try
        {
            await InterruptibleStop.StopAsync(run.Engine, id, run.Options.StopTimeout, CancellationToken.None);
        }
        catch (HarpoonException e)
        {
            // Its removal, which comes next, kills what still runs.
            run.Report.Message(MessageLevel.Normal, e.Message);
        }
    }

    private Diagnostic TimedOut() =>
        streams.WithLastOutput(Diagnostic.Of("HRP4020", run.Options.Image, RunCommand.Of(run.Options), run.Options.Timeout?.TotalMilliseconds));

    private async Task<Diagnostic?> FailureAsync(int exitCode)
    {
        if (exitCode == 0 || run.Options.IgnoreExitCode)
        {
            return null;
        }

        // Only a killed container can have been out of memory: no other ending costs a call more.
        return streams.WithLastOutput(ExitDiagnosis.Of(
            run.Options, exitCode, exitCode == ExitDiagnosis.Killed ? await OutOfMemoryCheck.OfAsync(id, run.Engine) : OutOfMemory.No));
    }
}
