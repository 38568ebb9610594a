using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32;

namespace Harpoon.Engine.Runs.Cleanup;

/// <summary>Windows and macOS: one pid namespace, and start times that are moments of the calendar, so that boots need not be distinguished.</summary>
internal sealed partial class DesktopProcessTable : IProcessTable
{
    private const int LongestUuid = 64;

    public string? Place => OperatingSystem.IsWindows() ? WindowsMachine() : OperatingSystem.IsMacOS() ? MacMachine() : null;

    public string OwnStart => LivingProcess.StartOf(Environment.ProcessId) ?? "0";

    public bool IsDead(int processId, string start) =>
        LivingProcess.StartOf(processId) is { } found ? found != start : !LivingProcess.Exists(processId);

    [System.Runtime.Versioning.SupportedOSPlatform("windows")]
    private static string? WindowsMachine() =>
        Registry.GetValue(@"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Cryptography", "MachineGuid", null) as string;

    private static unsafe string? MacMachine()
    {
        var uuid = stackalloc byte[LongestUuid];
        nint length = LongestUuid;
        return SystemControl("kern.uuid", uuid, ref length, 0, 0) == 0 && length > 1
            ? Encoding.ASCII.GetString(uuid, (int)length - 1)
            : null;
    }

    [LibraryImport("libc", EntryPoint = "sysctlbyname", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static unsafe partial int SystemControl(string name, byte* value, ref nint length, nint newValue, nint newLength);
}
