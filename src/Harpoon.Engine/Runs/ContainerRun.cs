using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Runs.Consoles;
using Harpoon.Engine.Runs.Output;
using Harpoon.Engine.Runs.Ports;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Engine.Runs;

/// <summary>Runs a command in a container of its own, shows what it writes, and leaves nothing behind, however it ends.</summary>
public static class ContainerRun
{
    /// <summary>Sweeps what dead sessions left, then creates, attaches, starts, drains, waits, copies files out and removes.</summary>
    /// <param name="options">What to run.</param>
    /// <param name="engine">Where.</param>
    /// <param name="host">Whose docker settings name the proxies that containers get, and the logins to registries.</param>
    /// <param name="report">Gets the output, a line at a time.</param>
    /// <param name="cancellationToken">Stops the container (SIGTERM, then SIGKILL after <see cref="ContainerRunOptions.StopTimeout"/>) and removes it. Cancelling does not block.</param>
    /// <returns>How it ended: a command that failed is an outcome, which carries the error to report.</returns>
    /// <exception cref="HarpoonException">The options are wrong (HRP4001 to HRP4007, HRP4104, HRP4105, HRP4115), the container or its network can't be created (HRP4021 to HRP4024, HRP4120, HRP5003, HRP5004), or the engine was lost (HRP4030, HRP4031).</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled, and its container is gone.</exception>
    public static Task<ContainerRunOutcome> ExecuteAsync(
        ContainerRunOptions options, IEngine engine, HostEnvironment host, IReport report, CancellationToken cancellationToken) =>
        ExecuteAsync(options, engine, host, console: null, report, cancellationToken);

    /// <summary>The same with someone who sits at it: the container's streams are the console's, and nothing of them is reported.</summary>
    /// <param name="options">What to run.</param>
    /// <param name="engine">Where.</param>
    /// <param name="host">Whose docker settings name the proxies that containers get, and the logins to registries.</param>
    /// <param name="console">Where the container's streams go and come from; null reports the output.</param>
    /// <param name="report">Gets Harpoon's own words.</param>
    /// <param name="cancellationToken">Stops the container and removes it.</param>
    /// <exception cref="OutputClosedException">Nobody reads the console's output any more; the container is gone.</exception>
    /// <inheritdoc cref="ExecuteAsync(ContainerRunOptions, IEngine, HostEnvironment, IReport, CancellationToken)"/>
    public static async Task<ContainerRunOutcome> ExecuteAsync(
        ContainerRunOptions options,
        IEngine engine,
        HostEnvironment host,
        RunConsole? console,
        IReport report,
        CancellationToken cancellationToken)
    {
        RunChecks.Check(options);
        cancellationToken.ThrowIfCancellationRequested();
        await Leftovers.SweepAsync(engine, BuildProcess.OfThisProcess(), report, cancellationToken);
        return await ExecuteAsync(options, engine, host, console, needs: null, report, cancellationToken);
    }

    /// <summary>The same, once nothing of dead sessions is left, with something beside it.</summary>
    internal static async Task<ContainerRunOutcome> ExecuteAsync(
        ContainerRunOptions options,
        IEngine engine,
        HostEnvironment host,
        RunConsole? console,
        IRunDependencies? needs,
        IReport report,
        CancellationToken cancellationToken)
    {
        using var log = RunLog.Open(options.LogFile);
        var session = BuildProcess.OfThisProcess();
        new RunPorts(options, engine, report).Forget();

        using var setUp = new CreationToken(cancellationToken);
        IContainerStreams near = console is null
            ? new ReportedEnd(options.Container.Tty, new RunTail(report, new RunSecrets(options.Environment)), log)
            : new ConsoleEnd(console, options.Container.Tty, engine, log);
        var spec = RunSpec.Of(options, ProxySettings.Of(host, engine.Endpoint, report), session.Identity) with { OpenInput = near.HasInput };
        var container = new RunContainer(options, spec, near, needs, engine, host, report);
        return await new RunNetwork(options, session.Identity, engine, report).InsideAsync(
            () => container.RunAsync(setUp.Token, cancellationToken), setUp.Token);
    }
}
