using System.Runtime.InteropServices;

namespace Harpoon.Engine.Machine.Files;

/// <summary>Asks the file system about files without following links.</summary>
internal abstract class FileProbe
{
    /// <summary>The best one that works on this machine.</summary>
    public static FileProbe Create() =>
        OperatingSystem.IsLinux() && LinuxFileProbe.IsSupported() ? new LinuxFileProbe() : new PortableFileProbe();

    /// <summary>What is at a path; null if nothing is.</summary>
    /// <exception cref="IOException">The file system can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not know.</exception>
    public abstract FileStatus? Find(string path);
}

/// <summary>Asks Linux by <c>statx</c>, which alone returns the time of change. See <see href="https://man7.org/linux/man-pages/man2/statx.2.html"/>.</summary>
internal sealed partial class LinuxFileProbe : FileProbe
{
    private const int CurrentDirectory = -100;
    private const int DoNotFollow = 0x100;
    private const uint BasicStatus = 0x7FF;
    private const int NoSuchFile = 2;
    private const int NotAFolder = 20;

    private ulong _device = ulong.MaxValue;
    private bool _deviceIsLocal;

    /// <summary>Whether the C library has <c>statx</c>: glibc since 2.28, musl since 1.2.4.</summary>
    public static bool IsSupported()
    {
        Span<byte> status = stackalloc byte[StatxLayout.Size];
        try
        {
            return Statx(CurrentDirectory, "/", DoNotFollow, BasicStatus, status) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public override FileStatus? Find(string path)
    {
        Span<byte> status = stackalloc byte[StatxLayout.Size];
        if (Statx(CurrentDirectory, path, DoNotFollow, BasicStatus, status) == 0)
        {
            return Read(path, status);
        }

        var error = Marshal.GetLastPInvokeError();
        return error is NoSuchFile or NotAFolder
            ? null
            : throw new IOException(Marshal.GetPInvokeErrorMessage(error));
    }

    private FileStatus Read(string path, ReadOnlySpan<byte> status)
    {
        var mode = StatxLayout.Mode(status);
        var device = StatxLayout.Device(status);
        return new FileStatus(
            StatxLayout.Kind(mode),
            (UnixFileMode)(mode & StatxLayout.PermissionBits),
            StatxLayout.Length(status),
            StatxLayout.Modified(status))
        {
            Changed = IsLocal(path, device) ? StatxLayout.Changed(status) : null,
            Names = StatxLayout.Names(status),
            Inode = StatxLayout.Inode(status),
            Device = device,
            DeviceNumbers = StatxLayout.DeviceNumbers(status),
        };
    }

    /// <summary>A time of change is only worth something where this machine's own clock set it.</summary>
    private bool IsLocal(string path, ulong device)
    {
        if (device != _device)
        {
            _device = device;
            _deviceIsLocal = LocalFileSystems.Holds(Path.GetDirectoryName(path) ?? "/");
        }

        return _deviceIsLocal;
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int folder, string path, int flags, uint mask, Span<byte> status);
}

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
