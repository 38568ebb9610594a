using System.Globalization;

namespace Harpoon.Engine.Runs.Cleanup;

/// <summary>Linux, by what <c>/proc</c> says (proc(5)).</summary>
/// <param name="proc">Where proc is mounted.</param>
/// <param name="machineIdFile">The machine's id (machine-id(5)).</param>
internal sealed class LinuxProcessTable(string proc = "/proc", string machineIdFile = "/etc/machine-id") : IProcessTable
{
    // A container's own machine id may be missing, or the same in all containers of an image: only the boot id distinguishes kernels.
    public string? Place =>
        IsOfOwnNamespace() && TryRead($"{proc}/sys/kernel/random/boot_id") is { } boot
        && new FileInfo($"{proc}/self/ns/pid").LinkTarget is { } pidNamespace
            ? $"{TryRead(machineIdFile)}\n{boot}\n{pidNamespace}"
            : null;

    public string OwnStart => StatusOf("self")?.Start ?? "0";

    public bool IsDead(int processId, string start) =>
        StatusOf(processId.ToString(CultureInfo.InvariantCulture)) is { } status
            ? status.State is "Z" or "X" || status.Start != start
            // Another user's process is not shown where proc is mounted with hidepid; it lives all the same.
            : !LivingProcess.Exists(processId);

    // After 'unshare --pid' without '--mount-proc', proc shows another namespace's processes under the ids of this one.
    private bool IsOfOwnNamespace() =>
        new FileInfo($"{proc}/self").LinkTarget == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    // The name, in parentheses, may hold anything; after it come the state (field 3) and, as field 22, the start in ticks after boot.
    private (string State, string Start)? StatusOf(string process) =>
        TryRead($"{proc}/{process}/stat") is { } stat
        && stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 19 } fields
            ? (fields[0], fields[19])
            : null;

    private static string? TryRead(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
