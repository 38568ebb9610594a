using System.Security.Cryptography;
using System.Text;

namespace Harpoon.Engine.Runs.Cleanup;

/// <summary>This process as one of the sessions that use an engine, and the judge of the others of its place.</summary>
internal sealed class BuildProcess
{
    private const int PlaceBytes = 10;

    private readonly IProcessTable _processes;
    private readonly bool _canJudge;

    public BuildProcess(IProcessTable processes)
    {
        _processes = processes;
        _canJudge = processes.Place is not null;
        // Where the place can't be known, one that nobody else is in: no one is judged, and by no one.
        Identity = new BuildProcessIdentity(
            Hashed(processes.Place ?? Guid.NewGuid().ToString()), Environment.ProcessId, processes.OwnStart);
    }

    /// <summary>The session of this process.</summary>
    public static BuildProcess OfThisProcess() =>
        new(OperatingSystem.IsLinux() ? new LinuxProcessTable() : new DesktopProcessTable());

    /// <summary>Which session this is.</summary>
    public BuildProcessIdentity Identity { get; }

    /// <summary>Whether another session has surely ended; false for any session of another machine, boot or pid namespace.</summary>
    public bool IsDead(BuildProcessIdentity? other) =>
        _canJudge
        && other is not null
        && other.Place == Identity.Place
        && _processes.IsDead(other.ProcessId, other.Start);

    // Labels are seen by all who use the engine, and a machine's id is not for them: machine-id(5) asks for a hash.
    private static string Hashed(string place) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"harpoon\n{place}")).AsSpan(0, PlaceBytes));
}
