using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.Versioning;

namespace Harpoon.Terminal.Terminals;

/// <summary>
/// A process that outlives this one when it is killed, and sets the terminal as it was found: nothing else could after a SIGKILL to
/// themselves. It is a shell, since a second .NET process would cost every run as much as the first.
/// </summary>
/// <remarks>
/// The end of its input signals the end of the process. It then sets the modes only where the terminal still has those that this process
/// set: a shell that has taken it over has set its own. It is in a session of its own where the system can do that, so that what
/// kills this process's whole group, or all that it started, passes it by.
/// </remarks>
[UnsupportedOSPlatform("windows")]
internal sealed class TerminalGuard : IDisposable
{
    private const string Watch = """
        trap '' HUP INT QUIT TERM TSTP TTIN TTOU
        found=$(stty -g <"$1") && echo ready && read -r line && raw=$(stty -g <"$1") && echo raw || exit 0
        while read -r line; do :; done
        [ "$(stty -g <"$1")" != "$raw" ] || stty "$found" <"$1"
        """;

    private const string Launch = """
        exec 3<&0
        if command -v setsid >/dev/null; then setsid sh -c "$1" sh "$2" <&3 & else sh -c "$1" sh "$2" <&3 & fi
        """;

    private readonly Process _process;
    private bool _toldRaw;

    private TerminalGuard(Process process) => _process = process;

    /// <summary>Starts one, which keeps the terminal's modes as they are now; null if the system has no shell to do it.</summary>
    /// <param name="terminal">The terminal's device.</param>
    public static TerminalGuard? Start(string? terminal)
    {
        if (terminal is null)
        {
            return null;
        }

        try
        {
            // All three, or .NET takes the child for one that uses the terminal, and sets that itself.
            var start = new ProcessStartInfo("/bin/sh", ["-c", Launch, "sh", Watch, terminal])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            var process = Process.Start(start)!;
            return process.StandardOutput.ReadLine() == "ready" ? new TerminalGuard(process) : null;
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            return null;
        }
    }

    /// <summary>The terminal has the modes by which the guard knows that no one else has set it since.</summary>
    public void SetRaw()
    {
        if (_toldRaw)
        {
            return;
        }

        _toldRaw = true;
        try
        {
            _process.StandardInput.Write("raw\n");
            _process.StandardInput.Flush();
            _process.StandardOutput.ReadLine();
        }
        catch (IOException)
        {
            // It is gone, and with it a help for the worst of endings.
        }
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.Dispose();
    }
}
