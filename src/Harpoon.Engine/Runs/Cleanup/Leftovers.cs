using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Cleanup;

/// <summary>
/// What dead build processes left on an engine: containers with their anonymous volumes, then the networks they were in.
/// Only build processes of this machine, boot and pid namespace are judged, what is labelled to stay stays, and so does what is not proven to be Harpoon's.
/// </summary>
internal static class Leftovers
{
    /// <summary>Looks for them and removes them. What can't be looked for or removed is a warning: no run fails for it.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="process">Who judges.</param>
    /// <param name="report">Gets what was removed.</param>
    /// <param name="cancellationToken">Ends the work between two of them.</param>
    /// <param name="level">How much what was removed matters to the user.</param>
    public static async Task SweepAsync(
        IEngine engine, BuildProcess process, IReport report, CancellationToken cancellationToken, MessageLevel level = MessageLevel.Normal)
    {
        try
        {
            // In nearly every run these two answers are empty, and all that the sweep costs: a millisecond each.
            var containers = await engine.Containers.ListAsync(HarpoonLabels.Session, cancellationToken);
            foreach (var container in containers)
            {
                if (!Stays(container) && IsDead(container, process))
                {
                    await RemoveAsync(container, engine, text => report.Message(level, text), cancellationToken);
                }
            }

            var networks = await engine.Networks.ListAsync(HarpoonLabels.Session, cancellationToken);
            var used = containers.Where(Stays).Select(ServicesOf).ToHashSet();
            foreach (var network in networks)
            {
                if (!Stays(network)
                    && (ServicesOf(network) is not { } services || !used.Contains(services))
                    && IsDead(network, process)
                    && Ownership.IsProven(network)
                    && await NetworkRemoval.RemoveUnusedAsync(engine, network.Id, cancellationToken))
                {
                    report.Message(level, Removed("network", network));
                }
            }
        }
        catch (HarpoonException e)
        {
            report.Warning(Diagnostic.Of("HRP4042", e.Message));
        }
    }

    // What DockerUp starts is to stay once all of it is ready: one that was killed before left what is not used.
    private static bool Stays(LabelledObject candidate) =>
        candidate.Labels.ContainsKey(HarpoonLabels.Keep) && !Ownership.IsStarting(candidate);

    private static string? ServicesOf(LabelledObject candidate) => candidate.Labels.GetValueOrDefault(HarpoonLabels.Services);

    private static bool IsDead(LabelledObject candidate, BuildProcess process) => process.IsDead(OwnershipMark.Of(candidate)?.Process);

    private static async Task RemoveAsync(LabelledObject container, IEngine engine, Action<string> tell, CancellationToken cancellationToken)
    {
        if (await Ownership.IsProvenAsync(container, engine, cancellationToken))
        {
            await engine.Containers.RemoveAsync(container.Id, cancellationToken);
            tell(Removed("container", container));
        }
        else
        {
            tell(Ownership.WhyLeft("container", container));
        }
    }

    private static string Removed(string kind, LabelledObject leftover) =>
        $"Removed the {kind} {leftover.Name}, a leftover of a killed build.";
}
