using Harpoon.BuildKit.FileSync;
using Harpoon.Patterns;

namespace Harpoon.BuildKit.Tests.Infrastructure;

/// <summary>A folder of the test's own on disk, as a tree.</summary>
internal sealed class TestFolder : IFileTree, IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("harpoon-buildkit-");

    public string PathOf(string path) => Path.Combine(_root.FullName, path);

    public TestFolder With(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), content);
        return this;
    }

    public void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(PathOf(path), mode);
        }
    }

    public IEnumerable<FileStat> List(string folder)
    {
        var directory = new DirectoryInfo(PathOf(folder));
        return directory.Exists
            ? directory.EnumerateFileSystemInfos()
                .OrderBy(info => info.Name, Utf8Order.Instance)
                .Select(info => Stat(GoPath.Join(folder, info.Name), info))
            : [];
    }

    public FileStat? Find(string path)
    {
        var info = new FileInfo(PathOf(path));
        return info.Exists || Directory.Exists(info.FullName) || info.LinkTarget is not null ? Stat(path, info) : null;
    }

    public Stream Open(string path) => new FileStream(PathOf(path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0);

    public void Dispose() => _root.Delete(recursive: true);

    private static FileStat Stat(string path, FileSystemInfo info)
    {
        var kind = info.LinkTarget is not null ? FileKind.Link : info.Attributes.HasFlag(FileAttributes.Directory) ? FileKind.Folder : FileKind.File;
        return new FileStat(path, kind, kind == FileKind.Link ? (UnixFileMode)0x1FF : info.UnixFileMode)
        {
            Size = kind == FileKind.File ? new FileInfo(info.FullName).Length : 0,
            ModifiedNanoseconds = (info.LastWriteTimeUtc - DateTime.UnixEpoch).Ticks * 100,
            LinkTarget = info.LinkTarget,
        };
    }
}
