using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Engines;
using Harpoon.Engine.Services.Up;

namespace Harpoon.Engine.Runs.Sessions;

/// <summary>
/// What dead sessions left on an engine: containers with their anonymous volumes, then the networks they were in.
/// Only sessions of this machine, boot and pid namespace are judged, and what is labelled to stay stays.
/// </summary>
internal static class Leftovers
{
    /// <summary>Looks for them and removes them. What can't be looked for or removed is a warning: no run fails for it.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="session">Who judges.</param>
    /// <param name="report">Hears what was removed.</param>
    /// <param name="cancellationToken">Ends the work between two of them.</param>
    /// <param name="level">How much what was removed matters to the user.</param>
    public static async Task SweepAsync(
        IEngine engine, Session session, IReport report, CancellationToken cancellationToken, MessageLevel level = MessageLevel.Normal)
    {
        try
        {
            // In nearly every run these two answers are empty, and all that the sweep costs: a millisecond each.
            var containers = await engine.Containers.ListAsync(HarpoonLabels.Session, cancellationToken);
            await SweepAsync(
                "container",
                containers.Where(container => !Stays(container)),
                (id, token) => RemoveContainerAsync(engine, id, token),
                session,
                text => report.Message(level, text),
                cancellationToken);
            var networks = await engine.Networks.ListAsync(HarpoonLabels.Session, cancellationToken);
            var used = containers.Where(Stays).Select(ServicesOf).ToHashSet();
            await SweepAsync(
                "network",
                networks.Where(network => !Stays(network) && (ServicesOf(network) is not { } services || !used.Contains(services))),
                (id, token) => NetworkRemoval.RemoveUnusedAsync(engine, id, token),
                session,
                text => report.Message(level, text),
                cancellationToken);
        }
        catch (HarpoonException e)
        {
            report.Warning(Diagnostic.Of("HRP4042", e.Message));
        }
    }

    // What DockerUp starts is to stay once all of it is ready: one that was killed before left what nobody uses.
    private static bool Stays(LabelledObject candidate) =>
        candidate.Labels.ContainsKey(HarpoonLabels.Keep) && !UpName.IsStarting(candidate.Name);

    private static string? ServicesOf(LabelledObject candidate) => candidate.Labels.GetValueOrDefault(HarpoonLabels.Services);

    private static async Task<bool> RemoveContainerAsync(IEngine engine, string id, CancellationToken cancellationToken)
    {
        await engine.Containers.RemoveAsync(id, cancellationToken);
        return true;
    }

    private static async Task SweepAsync(
        string kind,
        IEnumerable<LabelledObject> candidates,
        Func<string, CancellationToken, Task<bool>> removeAsync,
        Session session,
        Action<string> tell,
        CancellationToken cancellationToken)
    {
        foreach (var candidate in candidates)
        {
            if (session.IsDead(candidate.Labels.GetValueOrDefault(HarpoonLabels.Session))
                && await removeAsync(candidate.Id, cancellationToken))
            {
                tell($"Removed the {kind} {candidate.Name}, which a build that was killed had left.");
            }
        }
    }
}
