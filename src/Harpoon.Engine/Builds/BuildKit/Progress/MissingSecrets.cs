using System.Collections.Concurrent;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles.Instructions;

namespace Harpoon.Engine.Builds.BuildKit.Progress;

/// <summary>The secrets that steps mount and the project does not offer. Only the engine knows which: a step from the cache needs none, nor does one of a stage that isn't built.</summary>
internal sealed class MissingSecrets(ImageBuildPlan plan)
{
    private readonly ConcurrentDictionary<string, bool> _asked = new(StringComparer.Ordinal);

    /// <summary>The engine asked for one that is not offered.</summary>
    public void Add(string id) => _asked[id] = true;

    /// <summary>The error of a step that failed for want of one; null if it failed for another reason.</summary>
    /// <param name="reason">Why the step failed.</param>
    public Diagnostic? ErrorOf(string reason)
    {
        // One id may be the beginning of another: of those that the reason holds, the longest is meant.
        var id = reason.Contains("not found", StringComparison.Ordinal)
            ? _asked.Keys.Where(id => reason.Contains($" {id}", StringComparison.Ordinal)).MaxBy(id => id.Length)
            : null;
        return id is not null && _asked.TryRemove(id, out _) ? Diagnostic.Of("HRP3081", id).At(PlaceOf(id)) : null;
    }

    /// <summary>Warns of those that steps did without (HRP3080).</summary>
    public void ReportWarnings(IReport report)
    {
        foreach (var id in _asked.Keys.Order(StringComparer.Ordinal))
        {
            if (PlaceOf(id) is { } place && _asked.TryRemove(id, out _))
            {
                report.Warning(Diagnostic.Of("HRP3080", id).At(place));
            }
        }
    }

    /// <summary>Where it is mounted; null for what no step mounts: BuildKit itself asks for the logins of git repositories.</summary>
    private SourceLocation? PlaceOf(string id)
    {
        var mounts = plan.Request.Reading.Instructions.Concat(BaseTriggers.Of(plan))
            .SelectMany(RunMount.All, (instruction, mount) => (instruction.StartLine, mount))
            .Where(mounted => mounted.mount is { Type: "secret", Id: not null })
            .ToArray();
        var found = Array.Find(mounts, mounted => mounted.mount.Id == id);
        found = found.mount is null && !id.Contains("_AUTH_", StringComparison.Ordinal)
            ? Array.Find(mounts, mounted => mounted.mount.Id!.Contains('$', StringComparison.Ordinal))
            : found;
        return found.mount is null ? null : plan.Request.Dockerfile.LocationOf(found.StartLine) ?? plan.Request.Dockerfile.Start;
    }
}
