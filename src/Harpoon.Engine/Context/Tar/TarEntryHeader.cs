using ICSharpCode.SharpZipLib.Tar;

namespace Harpoon.Engine.Context.Tar;

/// <summary>Tar headers as the docker CLI writes them: nobody's files, in whole seconds. They are GNU's and never PAX's, which a builder takes for a Dockerfile when it comes first.</summary>
internal static class TarEntryHeader
{
    /// <summary>The last second that a tar library with 32-bit times gets right.</summary>
    private const long LatestSecond = int.MaxValue;

    /// <summary>The header of an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="size">The number of bytes that follow.</param>
    public static TarEntry Of(ContextEntry entry, long size)
    {
        var isFolder = entry.Status.Kind == ContextEntryKind.Folder;
        return new TarEntry(new TarHeader
        {
            Name = isFolder ? entry.Path + "/" : entry.Path,
            TypeFlag = entry.Status.Kind switch
            {
                ContextEntryKind.Folder => TarHeader.LF_DIR,
                ContextEntryKind.Link => TarHeader.LF_SYMLINK,
                _ => TarHeader.LF_NORMAL,
            },
            Mode = (int)entry.Status.Mode,
            Size = size,
            ModTime = Clamped(entry.Status.Modified),
            LinkName = entry.LinkTarget ?? string.Empty,
            UserId = 0,
            GroupId = 0,
            UserName = string.Empty,
            GroupName = string.Empty,
        });
    }

    /// <summary>GNU's entry before a link whose target is too long for its header.</summary>
    public static TarEntry OfLongLink(int size) => new(new TarHeader
    {
        Name = "././@LongLink",
        TypeFlag = TarHeader.LF_GNU_LONGLINK,
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
