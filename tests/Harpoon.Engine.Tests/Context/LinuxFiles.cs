using System.Runtime.InteropServices;

namespace Harpoon.Engine.Tests.Context;

/// <summary>Makes what .NET has no word for.</summary>
internal static partial class LinuxFiles
{
    public static void Link(string existing, string path) => Assert.Equal(0, HardLink(existing, path));

    public static void MakePipe(string path) => Assert.Equal(0, MakeFifo(path, 0x1A4));

    public static void SetAttribute(string path, string name, ReadOnlySpan<byte> value) => Assert.Equal(0, SetXattr(path, name, value, value.Length, 0));

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int HardLink(string existing, string path);

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MakeFifo(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "setxattr", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetXattr(string path, string name, ReadOnlySpan<byte> value, nint size, int flags);
}
