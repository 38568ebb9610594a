using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Engines;

namespace Harpoon.Engine.Runs.Sessions;

/// <summary>
/// What dead sessions left on an engine: containers with their anonymous volumes, then the networks they were in.
/// Only sessions of this machine, boot and pid namespace are judged, and what is labelled to stay stays.
/// </summary>
internal static class Leftovers
{
    /// <summary>Looks for them and removes them. What can't be looked for or removed is a warning: no run fails for it.</summary>
    public static async Task SweepAsync(IEngine engine, Session session, IReport report, CancellationToken cancellationToken)
    {
        try
        {
            // In nearly every run these two answers are empty, and all that the sweep costs: a millisecond each.
            var containers = await engine.Containers.ListAsync(HarpoonLabels.Session, cancellationToken);
            await SweepAsync("container", containers, engine.Containers.RemoveAsync, session, report, cancellationToken);
            var networks = await engine.Networks.ListAsync(HarpoonLabels.Session, cancellationToken);
            await SweepAsync("network", networks, engine.Networks.RemoveAsync, session, report, cancellationToken);
        }
        catch (HarpoonException e)
        {
            report.Warning(Diagnostic.Of("HRP4042", e.Message));
        }
    }

    private static async Task SweepAsync(
        string kind,
        IReadOnlyList<LabelledObject> candidates,
        Func<string, CancellationToken, Task> removeAsync,
        Session session,
        IReport report,
        CancellationToken cancellationToken)
    {
        foreach (var candidate in candidates)
        {
            if (!candidate.Labels.ContainsKey(HarpoonLabels.Keep)
                && session.IsDead(candidate.Labels.GetValueOrDefault(HarpoonLabels.Session)))
            {
                await removeAsync(candidate.Id, cancellationToken);
                report.Message(MessageLevel.Normal, $"Removed the {kind} {candidate.Name}, which a build that was killed had left.");
            }
        }
    }
}
