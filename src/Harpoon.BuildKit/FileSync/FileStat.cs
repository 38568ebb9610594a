using System.Collections.ObjectModel;

namespace Harpoon.BuildKit.FileSync;

/// <summary>An entry of a tree. Owners are not sent: in an image all belongs to root.</summary>
/// <param name="Path">Clean and relative, with forward slashes.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Mode">Its permissions, with setuid, setgid and sticky.</param>
public sealed record FileStat(string Path, FileKind Kind, UnixFileMode Mode)
{
    /// <summary>A file's size in bytes.</summary>
    public long Size { get; init; }

    /// <summary>When its content changed, in nanoseconds since 1970.</summary>
    public long ModifiedNanoseconds { get; init; }

    /// <summary>Where a link points to, as it is written; or the path of another entry that is the same file (see <see cref="Identity"/>).</summary>
    public string? LinkTarget { get; init; }

    /// <summary>A device's numbers.</summary>
    public (uint Major, uint Minor) Device { get; init; }

    /// <summary>Its extended attributes by name.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> ExtendedAttributes { get; init; } = ReadOnlyDictionary<string, ReadOnlyMemory<byte>>.Empty;

    /// <summary>What a file that has several names is by itself (its device and inode); null for one that has one name.</summary>
    public (ulong Device, ulong Inode)? Identity { get; init; }
}
