using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Harpoon.Engine.Machine;

/// <summary>
/// Starts programs that Ctrl+C is not for: a terminal signals all programs that run in it, and a connection that ends at once takes the clean-up
/// with it. The program inherits that it hears neither SIGINT nor SIGQUIT; everything else ends it as usual.
/// </summary>
internal static partial class DetachedProcess
{
    private const int SignalInterrupt = 2;
    private const int SignalQuit = 3;

    /// <exception cref="System.ComponentModel.Win32Exception">It can't be started.</exception>
    public static Process Start(ProcessStartInfo start)
    {
        if (OperatingSystem.IsWindows())
        {
            start.CreateNewProcessGroup = true;
            return Process.Start(start)!;
        }

        // A set of signals is bits from the lowest on, in 128 bytes at most. Only this thread's are blocked, and a child starts with them.
        Span<ulong> shielded = stackalloc ulong[16], before = stackalloc ulong[16];
        shielded[0] = (1UL << (SignalInterrupt - 1)) | (1UL << (SignalQuit - 1));
        _ = SetMask(OperatingSystem.IsMacOS() ? 1 : 0, shielded, before);
        try
        {
            return Process.Start(start)!;
        }
        finally
        {
            _ = SetMask(OperatingSystem.IsMacOS() ? 3 : 2, before, shielded);
        }
    }

    [LibraryImport("libc", EntryPoint = "sigprocmask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int SetMask(int how, ReadOnlySpan<ulong> set, Span<ulong> before);
}
