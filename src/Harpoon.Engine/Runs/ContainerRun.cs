using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Runs.Consoles;
using Harpoon.Engine.Runs.Development;
using Harpoon.Engine.Runs.Output;
using Harpoon.Engine.Runs.Ports;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Engine.Runs;

/// <summary>Runs a command in a container of its own, shows what it writes, and leaves nothing behind, however it ends.</summary>
public static class ContainerRun
{
    /// <summary>Removes what dead build processes left, then creates, attaches, starts, reads, waits, copies files out and removes.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the container (SIGTERM, then SIGKILL after <see cref="ContainerRunOptions.StopTimeout"/>) and removes it. Cancelling does not block.</param>
    /// <returns>How it ended: a command that failed is an outcome, which carries the error to report.</returns>
    /// <exception cref="HarpoonException">The options are wrong (HRP4001 to HRP4007, HRP4104, HRP4105, HRP4115), the container or its network can't be created (HRP4021 to HRP4024, HRP4120, HRP5003, HRP5004), what a developer wants in it is not there (HRP4312 to HRP4317), or the engine was lost (HRP4030, HRP4031).</exception>
    /// <exception cref="OutputClosedException">The reader of the console's output is gone; the container is gone.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled, and its container is gone.</exception>
    public static async Task<ContainerRunOutcome> ExecuteAsync(RunContext run, CancellationToken cancellationToken)
    {
        RunChecks.Check(run.Options);
        cancellationToken.ThrowIfCancellationRequested();
        await Leftovers.SweepAsync(run.Engine, run.Process, run.Report, cancellationToken);
        return await ExecuteSweptAsync(run, cancellationToken);
    }

    /// <summary>The same for a caller that has checked the options and removed what was left.</summary>
    internal static async Task<ContainerRunOutcome> ExecuteSweptAsync(RunContext run, CancellationToken cancellationToken)
    {
        using var setUp = new CreationToken(cancellationToken);
        run = DevelopmentRun.Of(run) with { SetUp = setUp.Token, Cancelled = cancellationToken };
        var options = run.Options;
        RunPorts.Forget(run);
        using var log = RunLog.Open(options.LogFile);
        IContainerStreams streams = run.Console is { } console
            ? new ConsoleStreams(console, options.Container.Tty, run.Engine, log)
            : new ReportedStreams(options.Container.Tty, new RunTail(run.Report, new RunSecrets(options.Environment)), log);
        var spec = RunSpec.Of(options, ProxySettings.Of(run.Host, run.Engine.Endpoint, run.Report), run.Process.Identity) with { OpenInput = streams.HasInput };
        var container = new RunContainer(run, spec, streams);
        return await new RunNetwork(run).InsideAsync(container.RunAsync);
    }
}
