using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Services.Containers;
using Harpoon.Engine.Services.Spec;

namespace Harpoon.Engine.Services;

/// <summary>Runs a command in a container of its own, with the services that it needs beside it, and leaves nothing of either behind.</summary>
public static class RunWithServices
{
    /// <summary>Starts the services, waits until they are ready, runs the command in a container that finds them by their names, and removes all.</summary>
    /// <param name="run">The run. What the services write is reported.</param>
    /// <param name="services">What it needs; none makes it a run like any other.</param>
    /// <param name="owner">Whose services may be up already, and are then used and left; null for none.</param>
    /// <param name="cancellationToken">Stops the command and removes all.</param>
    /// <exception cref="HarpoonException">The container's network has no services in it (HRP4207), one did not become ready (HRP4210 to HRP4215), or what <see cref="ContainerRun"/> reports of the command.</exception>
    public static async Task<ContainerRunOutcome> ExecuteAsync(
        RunContext run, ServiceGraph services, ServiceOwner? owner, CancellationToken cancellationToken)
    {
        if (services.IsEmpty)
        {
            return await ContainerRun.ExecuteAsync(run, cancellationToken);
        }

        Check(run.Options, services);
        cancellationToken.ThrowIfCancellationRequested();
        await Leftovers.SweepAsync(run.Engine, run.Process, run.Report, cancellationToken);
        var setting = ServiceSetting.Of(run.Engine, run.Host, run.Report, run.Process);
        await using var running = await StartAsync(services, run.Options.Project, owner, setting, cancellationToken);
        var inNetwork = run with { Options = InNetwork(run.Options, running.Network), Report = setting.Report, Dependencies = running };
        return await ContainerRun.ExecuteSweptAsync(inNetwork, cancellationToken);
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
