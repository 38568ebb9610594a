using System.Runtime.InteropServices;

namespace Harpoon.Engine.Machine.Files;

/// <summary>Where <c>struct statx</c> keeps what: the same on every architecture.</summary>
internal static class StatxLayout
{
    /// <summary>The size of the struct in bytes.</summary>
    public const int Size = 256;

    /// <summary>The bits of a mode that are permissions.</summary>
    public const int PermissionBits = 0xFFF;

    private const int TypeBits = 0xF000;
    private const int FolderType = 0x4000;
    private const int FileType = 0x8000;
    private const int LinkType = 0xA000;
    private const int PipeType = 0x1000;
    private const int CharacterDeviceType = 0x2000;
    private const int BlockDeviceType = 0x6000;

    public static uint Names(ReadOnlySpan<byte> status) => MemoryMarshal.Read<uint>(status[16..]);

    public static int Mode(ReadOnlySpan<byte> status) => MemoryMarshal.Read<ushort>(status[28..]);

    public static ulong Inode(ReadOnlySpan<byte> status) => MemoryMarshal.Read<ulong>(status[32..]);

    public static long Length(ReadOnlySpan<byte> status) => MemoryMarshal.Read<long>(status[40..]);

    public static FileTime Changed(ReadOnlySpan<byte> status) => Time(status[96..]);

    public static FileTime Modified(ReadOnlySpan<byte> status) => Time(status[112..]);

    public static (uint Major, uint Minor) DeviceNumbers(ReadOnlySpan<byte> status) =>
        (MemoryMarshal.Read<uint>(status[128..]), MemoryMarshal.Read<uint>(status[132..]));

    public static ulong Device(ReadOnlySpan<byte> status) =>
        ((ulong)MemoryMarshal.Read<uint>(status[136..]) << 32) | MemoryMarshal.Read<uint>(status[140..]);

    public static EntryKind Kind(int mode) => (mode & TypeBits) switch
    {
        FileType => EntryKind.File,
        FolderType => EntryKind.Folder,
        LinkType => EntryKind.Link,
        PipeType => EntryKind.Pipe,
        CharacterDeviceType => EntryKind.CharacterDevice,
        BlockDeviceType => EntryKind.BlockDevice,
        _ => EntryKind.Socket,
    };

    private static FileTime Time(ReadOnlySpan<byte> time) =>
        new(MemoryMarshal.Read<long>(time), MemoryMarshal.Read<uint>(time[8..]));
}
