using Harpoon.BuildKit.FileSync;

namespace Harpoon.BuildKit.Tests.Infrastructure;

/// <summary>Lets nobody read one file: tests often run as root, who may read all.</summary>
internal sealed class UnreadableTree(IFileTree inner, string locked) : IFileTree
{
    public IEnumerable<FileStat> List(string folder) => inner.List(folder);

    public FileStat? Find(string path) => inner.Find(path);

    public Stream Open(string path) =>
        path == locked ? throw new UnauthorizedAccessException("Access is denied.") : inner.Open(path);
}
