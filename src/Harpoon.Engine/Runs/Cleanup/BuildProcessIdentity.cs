using System.Globalization;

namespace Harpoon.Engine.Runs.Cleanup;

/// <summary>Which process made something: the beginning of the label <c>harpoon.session</c>, <c>place.pid.start</c>.</summary>
/// <param name="Place">The machine, its boot and the pid namespace, as a hash: only inside one do process ids tell who lives.</param>
/// <param name="ProcessId">The process id in that place.</param>
/// <param name="Start">When the process started, so that a later process with the same id is told from it.</param>
internal sealed record BuildProcessIdentity(string Place, int ProcessId, string Start)
{
    public static BuildProcessIdentity? Parse(string? label) =>
        label?.Split('.') is [{ Length: > 0 } place, var pid, { Length: > 0 } start]
        && int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out var processId)
            ? new BuildProcessIdentity(place, processId, start)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Place}.{ProcessId}.{Start}");
}
