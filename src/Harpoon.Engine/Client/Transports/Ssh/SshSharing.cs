using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Client.Transports.Ssh;

/// <summary>
/// Through which connection the streams to one engine go: the user's own, where the ssh configuration shares one, else one of this
/// build's, whose socket is in a folder that no other user can enter. A shared connection is opened and logged in to once.
/// </summary>
internal sealed class SshSharing : IAsyncDisposable
{
    /// <summary>In bytes: the least that a system has for a socket's path, less what ssh puts behind it while it makes it.</summary>
    private const int LongestFolder = 104 - 32;

    private readonly string? _folder;
    private readonly SshProcess? _guard;

    private SshSharing(string[] arguments, string? folder = null, SshProcess? guard = null)
    {
        Arguments = arguments;
        _folder = folder;
        _guard = guard;
    }

    /// <summary>The options of each <c>ssh</c>.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>Whether a second stream needs no login.</summary>
    public bool IsShared { get; private init; }

    /// <summary>Decides it.</summary>
    /// <param name="program">The path of <c>ssh</c>.</param>
    /// <param name="target">Where to.</param>
    /// <param name="settings">The user's.</param>
    /// <param name="host">This machine. Windows' ssh shares no connections.</param>
    public static SshSharing Of(string program, SshTarget target, SshSettings settings, HostEnvironment host) =>
        host.Platform == HostPlatform.Windows ? new([])
        : File.Exists(settings.SharedSocket) ? new(["-o", "ControlMaster=no"]) { IsShared = true }
        : settings.StaysShared ? new([]) { IsShared = true }
        : Path.GetTempPath().Length > LongestFolder ? new([])
        : OwnOf(program, target, host);

    public async ValueTask DisposeAsync()
    {
        if (_guard is not null)
        {
            await _guard.DisposeAsync();
        }

        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static SshSharing OwnOf(string program, SshTarget target, HostEnvironment host)
    {
        var folder = Directory.CreateTempSubdirectory("hp-ssh-").FullName;
        var socket = Path.Combine(folder, "s");
        // ssh replaces what stands behind a percent sign.
        string[] arguments = ["-o", "ControlMaster=auto", "-o", "ControlPersist=no", "-S", socket.Replace("%", "%%", StringComparison.Ordinal)];
        return new(arguments, folder, SshProcess.Start("/bin/sh", GuardOf(program, folder, [.. arguments[^2..], "-O", "exit", .. target.Arguments]), host)) { IsShared = true };
    }

    /// <summary>
    /// A shell that waits for its input to end, which it does with this process, however that ends. Streams of a container that says nothing
    /// would keep the connection open until it ends.
    /// </summary>
    private static string[] GuardOf(string program, string folder, string[] exit) =>
        ["-c", "folder=$1; shift; read -r line; \"$@\" 2>/dev/null; rm -rf -- \"$folder\"", "harpoon-ssh-guard", folder, program, .. exit];
}
