using Harpoon.Engine.Client;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Runs;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Runs.Consoles;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Services.Containers;
using Harpoon.Engine.Services.Spec;

namespace Harpoon.Engine.Services;

/// <summary>Runs a command in a container of its own, with the services that it needs beside it, and leaves nothing of either behind.</summary>
public static class RunWithServices
{
    /// <summary>Starts the services, waits until they are ready, runs the command in a container that finds them by their names, and removes all.</summary>
    /// <param name="options">What to run.</param>
    /// <param name="services">What it needs; none makes it a run like any other.</param>
    /// <param name="owner">Whose services may be up already, and are then used and left; null for nobody's.</param>
    /// <param name="engine">Where.</param>
    /// <param name="host">Whose docker settings count.</param>
    /// <param name="report">Gets the output of all, a line at a time.</param>
    /// <param name="cancellationToken">Stops the command and removes all.</param>
    /// <exception cref="HarpoonException">The container's network has no services in it (HRP4207), one did not become ready (HRP4210 to HRP4215), or what <see cref="ContainerRun"/> says of the command.</exception>
    public static Task<ContainerRunOutcome> ExecuteAsync(
        ContainerRunOptions options,
        ServiceGraph services,
        ServiceOwner? owner,
        IEngine engine,
        HostEnvironment host,
        IReport report,
        CancellationToken cancellationToken) =>
        ExecuteAsync(options, services, owner, engine, host, console: null, report, cancellationToken);

    /// <summary>The same with someone who sits at the command: its streams are the console's. What the services write is reported.</summary>
    /// <param name="options">What to run.</param>
    /// <param name="services">What it needs; none makes it a run like any other.</param>
    /// <param name="owner">Whose services may be up already, and are then used and left; null for nobody's.</param>
    /// <param name="engine">Where.</param>
    /// <param name="host">Whose docker settings count.</param>
    /// <param name="console">Where the command's streams go and come from; null reports its output.</param>
    /// <param name="report">Gets the output of all, a line at a time.</param>
    /// <param name="cancellationToken">Stops the command and removes all.</param>
    /// <exception cref="HarpoonException">The container's network has no services in it (HRP4207), one did not become ready (HRP4210 to HRP4215), or what <see cref="ContainerRun"/> says of the command.</exception>
    public static async Task<ContainerRunOutcome> ExecuteAsync(
        ContainerRunOptions options,
        ServiceGraph services,
        ServiceOwner? owner,
        IEngine engine,
        HostEnvironment host,
        RunConsole? console,
        IReport report,
        CancellationToken cancellationToken)
    {
        if (services.IsEmpty)
        {
            return await ContainerRun.ExecuteAsync(options, engine, host, console, report, cancellationToken);
        }

        Check(options, services);
        cancellationToken.ThrowIfCancellationRequested();
        var session = BuildProcess.OfThisProcess();
        await Leftovers.SweepAsync(engine, session, report, cancellationToken);
        var setting = ServiceSetting.Of(engine, host, report, session);
        await using var running = await StartAsync(services, options.Project, owner, setting, cancellationToken);
        return await ContainerRun.ExecuteAsync(
            InNetwork(options, running.Network), engine, host, console, running, setting.Report, cancellationToken);
    }

    /// <summary>Looks for what is wrong with a run before there is an engine, or an image, for it.</summary>
    /// <param name="options">What to run.</param>
    /// <param name="services">What it needs.</param>
    /// <exception cref="HarpoonException">HRP4001, HRP4004, HRP4006, HRP4070, HRP4104, HRP4105, HRP4115, HRP4207.</exception>
    public static void Check(ContainerRunOptions options, ServiceGraph services)
    {
        // Aliases are fine beside services: their network finds containers by name.
        RunChecks.Check(services.IsEmpty ? options : options.With(container => container with { NetworkAliases = [] }));
        if (!services.IsEmpty)
        {
            ServiceChecks.CheckNetwork(options.Container.Network);
        }
    }

    private static async Task<RunServices> StartAsync(
        ServiceGraph graph, string? project, ServiceOwner? owner, ServiceSetting setting, CancellationToken cancellationToken) =>
        (owner is null ? null : await RunServices.JoinAsync(graph, owner, setting, cancellationToken))
        ?? await RunServices.StartAsync(graph, project, setting, cancellationToken);

    private static ContainerRunOptions InNetwork(ContainerRunOptions options, ServiceNetwork network) =>
        options.Container.Network is null
            ? options.With(container => container with { Network = network.Name }) with { CreatesNetwork = false }
            : options with { MoreNetworks = [network.Name] };
}
