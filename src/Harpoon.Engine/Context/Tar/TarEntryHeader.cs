using ICSharpCode.SharpZipLib.Tar;

namespace Harpoon.Engine.Context.Tar;

/// <summary>Tar headers as the docker CLI writes them: nobody's files, in whole seconds. They are GNU's and never PAX's, which a builder takes for a Dockerfile when it comes first.</summary>
internal static class TarEntryHeader
{
    /// <summary>The last second that a tar library with 32-bit times gets right.</summary>
    private const long LatestSecond = int.MaxValue;

    /// <summary>An entry's name in a tar: a folder's ends with a slash.</summary>
    public static string NameOf(ContextEntry entry) =>
        entry.Status.Kind == ContextEntryKind.Folder ? entry.Path + "/" : entry.Path;

    /// <summary>The header of an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="size">The number of bytes that follow.</param>
    public static TarEntry Of(ContextEntry entry, long size) => new(new TarHeader
    {
        Name = TarText.ForHeader(NameOf(entry)),
        TypeFlag = entry.Status.Kind switch
        {
            ContextEntryKind.Folder => TarHeader.LF_DIR,
            ContextEntryKind.Link => TarHeader.LF_SYMLINK,
            _ => TarHeader.LF_NORMAL,
        },
        Mode = (int)entry.Status.Mode,
        Size = size,
        ModTime = Clamped(entry.Status.Modified),
        LinkName = TarText.ForHeader(entry.LinkTarget ?? string.Empty),
        UserId = 0,
        GroupId = 0,
        UserName = string.Empty,
        GroupName = string.Empty,
    });

    /// <summary>GNU's entry before one whose name, or target, is too long for its header.</summary>
    /// <param name="type">Which of both: <see cref="TarHeader.LF_GNU_LONGNAME"/> or <see cref="TarHeader.LF_GNU_LONGLINK"/>.</param>
    /// <param name="size">The number of bytes that follow.</param>
    public static TarEntry OfLong(byte type, int size) => new(new TarHeader
    {
        Name = "././@LongLink",
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
