namespace Harpoon.Engine.Context;

/// <summary>What .NET tells of a file everywhere: no time of change, so content must be compared where this is used.</summary>
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
            kind == ContextEntryKind.File ? file.Length : 0,
            FileTime.Of(file.LastWriteTimeUtc));
    }

    private static ContextEntryKind KindOf(FileInfo file)
    {
        if (file.LinkTarget is not null)
        {
            return ContextEntryKind.Link;
        }

        var attributes = file.Attributes;
        if ((attributes & FileAttributes.Directory) != 0)
        {
            return ContextEntryKind.Folder;
        }

        return (attributes & FileAttributes.Device) != 0 ? ContextEntryKind.Socket
            : OperatingSystem.IsWindows() || file.Length > 0 ? ContextEntryKind.File
            : UnixFileType.Of(file.FullName);
    }
}
