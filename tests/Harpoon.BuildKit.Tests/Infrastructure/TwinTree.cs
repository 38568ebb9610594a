using Harpoon.BuildKit.FileSync;

namespace Harpoon.BuildKit.Tests.Infrastructure;

/// <summary>Says that all files of a tree are one.</summary>
internal sealed class TwinTree(IFileTree inner) : IFileTree
{
    public IEnumerable<FileStat> List(string folder) => inner.List(folder).Select(entry => entry with { Identity = (1, 2) });

    public FileStat? Find(string path) => inner.Find(path);

    public Stream Open(string path) => inner.Open(path);
}
