namespace Harpoon.Engine.Machine.Files;

/// <summary>What .NET knows about a file everywhere: no time of change, so content must be compared where this is used.</summary>
internal sealed class PortableFileProbe : FileProbe
{
    /// <summary>Windows has no permissions of this kind; the docker CLI sends these.</summary>
    private const UnixFileMode WindowsMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <inheritdoc/>
    public override FileStatus? Find(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists && !Directory.Exists(path) && file.LinkTarget is null)
        {
            return null;
        }

        var kind = KindOf(file);
        return new FileStatus(
            kind,
            OperatingSystem.IsWindows() ? WindowsMode : file.UnixFileMode,
            kind == EntryKind.File ? file.Length : 0,
            FileTime.Of(file.LastWriteTimeUtc));
    }

    private static EntryKind KindOf(FileInfo file)
    {
        if (file.LinkTarget is not null)
        {
            return EntryKind.Link;
        }

        var attributes = file.Attributes;
        if ((attributes & FileAttributes.Directory) != 0)
        {
            return EntryKind.Folder;
        }

        return (attributes & FileAttributes.Device) != 0 ? EntryKind.Socket
            : OperatingSystem.IsWindows() || file.Length > 0 ? EntryKind.File
            : UnixFileType.Of(file.FullName);
    }
}
