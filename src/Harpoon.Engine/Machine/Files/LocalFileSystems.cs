using System.Runtime.InteropServices;

namespace Harpoon.Engine.Machine.Files;

/// <summary>Knows the file systems whose times this machine's kernel sets. Over a network or a bridge to a host, another clock sets them, or none does.</summary>
internal static partial class LocalFileSystems
{
    // From linux/magic.h and the file systems' own headers.
    private const uint Ext = 0xEF53;
    private const uint Xfs = 0x58465342;
    private const uint Btrfs = 0x9123683E;
    private const uint Tmpfs = 0x01021994;
    private const uint Overlay = 0x794C7630;
    private const uint F2fs = 0xF2F52010;
    private const uint Zfs = 0x2FC12FC1;
    private const uint Bcachefs = 0xCA451A4E;

    /// <summary>No architecture's <c>struct statfs</c> is larger.</summary>
    private const int LargestStatus = 256;

    /// <summary>Whether a folder lies in one of them.</summary>
    public static bool Holds(string folder)
    {
        Span<byte> status = stackalloc byte[LargestStatus];
        return StatFs(folder, status) == 0
            && MemoryMarshal.Read<uint>(status) is Ext or Xfs or Btrfs or Tmpfs or Overlay or F2fs or Zfs or Bcachefs;
    }

    [LibraryImport("libc", EntryPoint = "statfs", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int StatFs(string path, Span<byte> status);
}
