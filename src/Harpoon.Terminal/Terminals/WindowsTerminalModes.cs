using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Harpoon.Terminal.Terminals;

/// <summary>Windows' console modes. No guard is needed there: shells set the console's modes themselves when a program has ended.</summary>
/// <remarks>https://learn.microsoft.com/windows/console/setconsolemode</remarks>
[SupportedOSPlatform("windows")]
internal sealed partial class WindowsTerminalModes : ITerminalModes
{
    private const int InputHandle = -10;
    private const int OutputHandle = -11;

    // Ctrl+C as a signal, lines, echo.
    private const uint CookedInput = 0x0001 | 0x0002 | 0x0004;
    private const uint SequencesIn = 0x0200;
    private const uint SequencesOut = 0x0001 | 0x0004 | 0x0008;

    private (uint Input, uint Output)? _found;

    public bool IsInForeground => true;

    public void EnterRaw()
    {
        if (GetConsoleMode(GetStdHandle(InputHandle), out var input) && GetConsoleMode(GetStdHandle(OutputHandle), out var output))
        {
            _found ??= (input, output);
            SetConsoleMode(GetStdHandle(InputHandle), (input & ~CookedInput) | SequencesIn);
            SetConsoleMode(GetStdHandle(OutputHandle), output | SequencesOut);
        }
    }

    public void Restore()
    {
        if (_found is { } found)
        {
            SetConsoleMode(GetStdHandle(InputHandle), found.Input);
            SetConsoleMode(GetStdHandle(OutputHandle), found.Output);
        }
    }

    [LibraryImport("kernel32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial nint GetStdHandle(int which);

    [LibraryImport("kernel32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetConsoleMode(nint console, out uint mode);

    [LibraryImport("kernel32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetConsoleMode(nint console, uint mode);
}
