using System.Formats.Tar;

namespace Harpoon.Engine.Machine.Files;

/// <summary>Distinguishes a regular file from a socket, a pipe or a device if .NET can't. Opening a pipe would wait for its writer.</summary>
internal static class UnixFileType
{
    private const int TypeFlagOffset = 156;

    /// <summary>What an empty file is. The tar writer that comes with .NET looks at the type without opening.</summary>
    public static EntryKind Of(string path)
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
            return EntryKind.File;
        }
        catch (IOException)
        {
            // A socket has no place in a tar.
            return EntryKind.Socket;
        }

        return header.GetBuffer()[TypeFlagOffset] switch
        {
            (byte)'3' => EntryKind.CharacterDevice,
            (byte)'4' => EntryKind.BlockDevice,
            (byte)'6' => EntryKind.Pipe,
            _ => EntryKind.File,
        };
    }
}
