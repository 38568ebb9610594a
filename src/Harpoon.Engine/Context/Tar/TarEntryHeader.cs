using Harpoon.Engine.Context.Files;
using Harpoon.Engine.Machine.Files;
using ICSharpCode.SharpZipLib.Tar;

namespace Harpoon.Engine.Context.Tar;

/// <summary>Tar headers as the docker CLI writes them: owned by uid 0, in whole seconds. They are GNU's and never PAX's, which a builder takes for a Dockerfile when it comes first.</summary>
internal static class TarEntryHeader
{
    /// <summary>The last second that a tar library with 32-bit times gets right.</summary>
    private const long LatestSecond = int.MaxValue;

    /// <summary>An entry's name in a tar: a folder's ends with a slash.</summary>
    public static string NameOf(ContextEntry entry) =>
        entry.Status.Kind == EntryKind.Folder ? entry.Path + "/" : entry.Path;

    /// <summary>The header of an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="size">The number of bytes that follow.</param>
    public static TarEntry Of(ContextEntry entry, long size) => new(new TarHeader
    {
        Name = TarText.ForHeader(NameOf(entry)),
        TypeFlag = entry.Status.Kind switch
        {
            EntryKind.Folder => TarHeader.LF_DIR,
            EntryKind.Link => TarHeader.LF_SYMLINK,
            EntryKind.Pipe => TarHeader.LF_FIFO,
            EntryKind.CharacterDevice => TarHeader.LF_CHR,
            EntryKind.BlockDevice => TarHeader.LF_BLK,
            _ => TarHeader.LF_NORMAL,
        },
        Mode = (int)entry.Status.Mode,
        Size = size,
        ModTime = Clamped(entry.Status.Modified),
        LinkName = TarText.ForHeader(entry.LinkTarget ?? string.Empty),
        DevMajor = (int)entry.Status.DeviceNumbers.Major,
        DevMinor = (int)entry.Status.DeviceNumbers.Minor,
        UserId = 0,
        GroupId = 0,
        UserName = string.Empty,
        GroupName = string.Empty,
    });

    /// <summary>The header of a further name of what was sent.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="first">The name that it was sent under.</param>
    public static TarEntry OfName(ContextEntry entry, string first)
    {
        var header = Of(entry, 0).TarHeader;
        header.TypeFlag = TarHeader.LF_LINK;
        header.LinkName = TarText.ForHeader(first);
        return new(header);
    }

    /// <summary>PAX's entry before one that has more to say than its header can.</summary>
    /// <param name="size">The number of bytes that follow.</param>
    public static TarEntry OfExtended(int size) => Before("././@PaxHeader", TarHeader.LF_XHDR, size);

    /// <summary>GNU's entry before one whose name, or target, is too long for its header.</summary>
    /// <param name="type">Which of both: <see cref="TarHeader.LF_GNU_LONGNAME"/> or <see cref="TarHeader.LF_GNU_LONGLINK"/>.</param>
    /// <param name="size">The number of bytes that follow.</param>
    public static TarEntry OfLong(byte type, int size) => Before("././@LongLink", type, size);

    private static TarEntry Before(string name, byte type, int size) => new(new TarHeader
    {
        Name = name,
        TypeFlag = type,
        Size = size,
        ModTime = DateTime.UnixEpoch,
        UserId = 0,
        GroupId = 0,
        UserName = string.Empty,
        GroupName = string.Empty,
    });

    private static DateTime Clamped(FileTime time) =>
        DateTime.UnixEpoch.AddSeconds(Math.Clamp(time.Seconds, 0, LatestSecond));
}
