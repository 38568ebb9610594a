using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Harpoon.Terminal.Terminals;

/// <summary>The calls of the C library that .NET has no name for.</summary>
[UnsupportedOSPlatform("windows")]
internal static partial class LibC
{
    /// <summary>More than any system's <c>struct termios</c>: 60 bytes on Linux, 72 on macOS.</summary>
    public const int TermiosSize = 256;

    /// <summary><c>TCSANOW</c>, which is the same everywhere.</summary>
    public const int Now = 0;

    /// <summary><c>F_GETFD</c>, which is the same everywhere.</summary>
    public const int DescriptorFlags = 1;

    /// <summary><c>FD_CLOEXEC</c>, which is the same everywhere.</summary>
    public const int CloseOnExec = 1;

    /// <summary>The terminal's device.</summary>
    public static string? TerminalName(int descriptor) => Marshal.PtrToStringUTF8(Name(descriptor));

    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int GetModes(int descriptor, [Out] byte[] modes);

    [LibraryImport("libc", EntryPoint = "tcsetattr")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int SetModes(int descriptor, int when, byte[] modes);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void MakeRaw([In, Out] byte[] modes);

    [LibraryImport("libc", EntryPoint = "tcgetpgrp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int ForegroundGroup(int descriptor);

    [LibraryImport("libc", EntryPoint = "getpgrp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int ProcessGroup();

    /// <summary>Without the third argument, which what is asked here does not have.</summary>
    [LibraryImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int GetFlags(int descriptor, int command);

    [LibraryImport("libc", EntryPoint = "getppid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int ParentProcess();

    [LibraryImport("libc", EntryPoint = "ttyname")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Name(int descriptor);
}
