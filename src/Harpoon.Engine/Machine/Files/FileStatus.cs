namespace Harpoon.Engine.Machine.Files;

/// <summary>What the file system says of a file, its links not followed.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Mode">Its permissions, with setuid, setgid and sticky.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Modified">When its content changed.</param>
internal readonly record struct FileStatus(EntryKind Kind, UnixFileMode Mode, long Size, FileTime Modified)
{
    /// <summary>When anything of it changed. No program can set this one; null if the file system's word can't be read or trusted.</summary>
    public FileTime? Changed { get; init; }

    /// <summary>How many names it has in its file system; 1 where that is not known.</summary>
    public uint Names { get; init; } = 1;

    /// <summary>Its number in its file system; 0 where there is none.</summary>
    public ulong Inode { get; init; }

    /// <summary>The file system that it lies in; 0 where that is not known.</summary>
    public ulong Device { get; init; }

    /// <summary>The numbers of the device that it is.</summary>
    public (uint Major, uint Minor) DeviceNumbers { get; init; }
}
