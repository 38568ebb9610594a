using Harpoon.BuildKit.FileSync;

namespace Harpoon.Fuzz.Targets;

/// <summary>A few files, folders and links.</summary>
internal sealed class FixedTree : IFileTree
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly FileStat[] Entries =
    [
        new("Dockerfile", FileKind.File, Mode) { Size = 10 },
        new("a", FileKind.Folder, Mode),
        new("a/b", FileKind.Folder, Mode),
        new("a/b/big", FileKind.File, Mode) { Size = 100_000 },
        new("a/b/x.log", FileKind.File, Mode),
        new("link", FileKind.Link, Mode) { LinkTarget = "a/loop" },
        new("a/loop", FileKind.Link, Mode) { LinkTarget = "../link" },
        new("z[1]", FileKind.File, Mode) { Size = 1 },
    ];

    public IEnumerable<FileStat> List(string folder) => Entries.Where(entry => FolderOf(entry.Path) == folder);

    public FileStat? Find(string path) => Entries.FirstOrDefault(entry => entry.Path == path);

    public Stream Open(string path) => new MemoryStream(new byte[Find(path)?.Size ?? throw new FileNotFoundException(null, path)]);

    private static string FolderOf(string path) => path.LastIndexOf('/') is var slash and >= 0 ? path[..slash] : "";
}
