using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Harpoon.Engine.Client.Transports;

/// <summary>Ends what is written to Docker's named pipe: it passes messages on, and takes an empty one for the end. .NET writes no empty one.</summary>
/// <remarks>https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-writefile</remarks>
[SupportedOSPlatform("windows")]
internal static partial class NamedPipeEnd
{
    private const int Pending = 997;

    public static unsafe void Write(SafePipeHandle pipe)
    {
        using var done = new ManualResetEvent(false);
        // With its lowest bit set, the event alone hears of the end, and not the port that .NET listens at.
        var overlapped = new NativeOverlapped { EventHandle = done.SafeWaitHandle.DangerousGetHandle() | 1 };
        if (WriteFile(pipe, 0, 0, 0, &overlapped) == 0 && Marshal.GetLastPInvokeError() == Pending)
        {
            done.WaitOne();
        }
    }

    [LibraryImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static unsafe partial int WriteFile(SafePipeHandle file, nint buffer, int count, nint written, NativeOverlapped* overlapped);
}
