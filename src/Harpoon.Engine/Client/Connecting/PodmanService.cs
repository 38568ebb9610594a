using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Client.Connecting;

/// <summary>
/// A <c>podman system service</c> of this process's own, at a socket in a folder that no other user may enter. It ends when it is disposed of, or when this
/// process ends, however that happens: a shell beside it waits for the end of its input, which the system brings about. Containers don't depend on it.
/// </summary>
/// <remarks>
/// It is in a session of its own, where the system can do that: Ctrl+C is for the build, which still has containers to stop. The shell becomes Podman, so
/// that .NET sees Podman's own end; no signal is ignored in it, as containers would inherit that.
/// </remarks>
internal sealed class PodmanService : IAsyncDisposable
{
    /// <summary>In seconds: how long it stays without a call where even the shell beside it was killed.</summary>
    private const int IdleTime = 300;

    /// <summary>How long it may take to end; a socket's folder that is left then is all that is left.</summary>
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(10);

    private const string Launch = """
        if command -v setsid >/dev/null; then exec setsid sh -c "$@"; else exec sh -c "$@"; fi
        """;

    // Found by the socket on their command lines: a rootless one is two processes, and a number may be another's by the time that it is used.
    private const string Serve = """
        exec 3<&0 </dev/null
        (
          exec >/dev/null 2>&1
          while read -r line <&3; do :; done
          podmans() { echo "$1/podman.sock" | grep -lF -f - /proc/[0-9]*/cmdline | tr -dc '0-9\n'; }
          kill -TERM $(podmans "$1")
          for wait in $(seq 40); do [ -z "$(podmans "$1")" ] || sleep 0.2; done
          kill -KILL $(podmans "$1")
          rm -rf "$1"
        ) &
        exec 3<&-
        exec "$2" system service --time "$3" "unix://$1/podman.sock" >"$1/log" 2>&1
        """;

    private readonly string _folder;
    private readonly Process _process;

    private PodmanService(string folder, Process process) => (_folder, _process) = (folder, process);

    /// <summary>Where it listens, once it does.</summary>
    public string Address => $"unix://{_folder}/podman.sock";

    /// <exception cref="IOException">It can't be started.</exception>
    /// <exception cref="UnauthorizedAccessException">There is no place for its socket.</exception>
    public static PodmanService Start(string program, HostEnvironment host)
    {
        var folder = host.Value("XDG_RUNTIME_DIR") is { } runtime && Directory.Exists(runtime)
            ? Path.Combine(runtime, $"harpoon-{Guid.NewGuid():N}")
            : Directory.CreateTempSubdirectory("harpoon-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        // All three, or .NET takes the child for one that uses the terminal, and sets that itself.
        var time = IdleTime.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo("/bin/sh", ["-c", Launch, "sh", Serve, "sh", folder, program, time])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return new PodmanService(folder, Process.Start(start)!);
        }
        catch (Win32Exception e)
        {
            Directory.Delete(folder);
            throw new IOException(e.Message, e);
        }
    }

    /// <exception cref="IOException">It has ended, with its last words.</exception>
    public void ThrowIfEnded()
    {
        if (_process.HasExited)
        {
            var log = Path.Combine(_folder, "log");
            var words = File.Exists(log) ? File.ReadLines(log).LastOrDefault(line => line.Length > 0) : null;
            throw new IOException(DiagnosticTexts.Format("Detail.ServiceEnded", _process.ExitCode, words ?? ""));
        }
    }

    /// <summary>Ends it and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var limited = new CancellationTokenSource(EndTime);
        try
        {
            await _process.WaitForExitAsync(limited.Token);
        }
        catch (OperationCanceledException)
        {
            // Its shell kills it, or its own idleness does.
        }

        _process.Dispose();
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Its shell was faster, or will do it.
        }
    }
}
