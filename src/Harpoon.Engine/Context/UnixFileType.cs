using System.Formats.Tar;

namespace Harpoon.Engine.Context;

/// <summary>Tells a regular file from a socket or a pipe where .NET has no word for it. Opening a pipe would wait for its writer.</summary>
internal static class UnixFileType
{
    private const int TypeFlagOffset = 156;
    private const byte RegularFlag = (byte)'0';

    /// <summary>Whether an empty file is a regular one. The tar writer that comes with .NET looks at the type without opening.</summary>
    public static bool IsRegular(string path)
    {
        using var header = new MemoryStream();
        try
        {
            using var tar = new TarWriter(header, TarEntryFormat.Ustar, leaveOpen: true);
            tar.WriteEntry(path, "entry");
        }
        catch (UnauthorizedAccessException)
        {
            // A file that may not be read is named when it is sent.
            return true;
        }
        catch (IOException)
        {
            // A socket has no place in a tar.
            return false;
        }

        return header.GetBuffer()[TypeFlagOffset] == RegularFlag;
    }
}
