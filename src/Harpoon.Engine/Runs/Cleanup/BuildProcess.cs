using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Harpoon.Engine.Runs.Cleanup;

/// <summary>This build process, and which others of the same machine, boot and pid namespace have ended.</summary>
internal sealed class BuildProcess
{
    private const int PlaceBytes = 10;

    private readonly IProcessTable _processes;
    private readonly bool _knowsPlace;

    public BuildProcess(IProcessTable processes)
    {
        _processes = processes;
        _knowsPlace = processes.Place is not null;
        // If the place is unknown, a unique one: then no process considers another one dead.
        Identity = new BuildProcessIdentity(
            Hashed(processes.Place ?? Guid.NewGuid().ToString()), Environment.ProcessId, processes.OwnStart);
    }

    /// <summary>This process.</summary>
    public static BuildProcess OfThisProcess() =>
        new(OperatingSystem.IsLinux() ? new LinuxProcessTable() : new DesktopProcessTable());

    /// <summary>What identifies it in labels.</summary>
    public BuildProcessIdentity Identity { get; }

    /// <summary>Whether another process has surely ended; false for any process of another machine, boot or pid namespace.</summary>
    public bool IsDead(BuildProcessIdentity? other) =>
        _knowsPlace
        && other is not null
        && other.Place == Identity.Place
        && _processes.IsDead(other.ProcessId, other.Start);

    // Labels are seen by all who use the engine, and a machine's id is not for them: machine-id(5) asks for a hash.
    private static string Hashed(string place) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"harpoon\n{place}")).AsSpan(0, PlaceBytes));
}

/// <summary>Which process made something: the beginning of the label <c>harpoon.session</c>, <c>place.pid.start</c>.</summary>
/// <param name="Place">The machine, its boot and the pid namespace, as a hash: only inside one do process ids show what is alive.</param>
/// <param name="ProcessId">The process id in that place.</param>
/// <param name="Start">When the process started, so that a later process with the same id is distinguished from it.</param>
internal sealed record BuildProcessIdentity(string Place, int ProcessId, string Start)
{
    public static BuildProcessIdentity? Parse(string? label) =>
        label?.Split('.') is [{ Length: > 0 } place, var pid, { Length: > 0 } start]
        && int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out var processId)
            ? new BuildProcessIdentity(place, processId, start)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Place}.{ProcessId}.{Start}");
}
