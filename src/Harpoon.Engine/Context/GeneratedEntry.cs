using System.Text;
using Harpoon.Engine.Context.Files;
using Harpoon.Engine.Machine.Files;

namespace Harpoon.Engine.Context;

/// <summary>Entries that are in no folder.</summary>
internal static class GeneratedEntry
{
    private const UnixFileMode FileMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode FolderMode =
        FileMode | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Always the same, so that the same lines make the same image; 1980, because older dates can't be said in a zip.</summary>
    private static readonly FileTime Time = FileTime.Of(new DateTime(1980, 1, 1, 0, 0, 0, DateTimeKind.Utc));

    /// <summary>A file with a text, readable by all.</summary>
    public static ContextEntry File(string path, string text) => File(path, Encoding.UTF8.GetBytes(text));

    /// <summary>A file of some bytes, readable by all.</summary>
    public static ContextEntry File(string path, ReadOnlyMemory<byte> content)
    {
        return new ContextEntry(path, new FileStatus(EntryKind.File, FileMode, content.Length, Time))
        {
            Content = content,
        };
    }

    /// <summary>A program, for all to execute.</summary>
    public static ContextEntry Program(string path, string text)
    {
        var file = File(path, text);
        return file with { Status = file.Status with { Mode = FolderMode } };
    }

    /// <summary>A file on disk as one that is in no folder: readable by all, and executable if its owner may execute it.</summary>
    public static ContextEntry Like(ContextEntry entry) => entry with
    {
        Status = entry.Status with { Mode = (entry.Status.Mode & UnixFileMode.UserExecute) == 0 ? FileMode : FolderMode, Modified = Time, Names = 1 },
        ExtendedAttributes = new Dictionary<string, ReadOnlyMemory<byte>>(),
    };

    /// <summary>A folder, open to all.</summary>
    public static ContextEntry Folder(string path) =>
        new(path, new FileStatus(EntryKind.Folder, FolderMode, 0, Time));
}
