using System.Collections.Immutable;
using Harpoon.BuildKit.FileSync;

namespace Harpoon.BuildKit.Tests.Infrastructure;

/// <summary>Another tree, or a list of entries, that remembers what was asked for.</summary>
internal sealed class OddTree(IFileTree inner) : IFileTree
{
    public OddTree(params FileStat[] entries)
        : this(new ListedTree(entries))
    {
    }

    public List<ImmutableArray<string>> Patterns { get; } = [];

    public IEnumerable<FileStat> List(string folder) => inner.List(folder);

    public FileStat? Find(string path) => inner.Find(path);

    public Stream Open(string path) => inner.Open(path);

    public void OnRequested(ImmutableArray<string> patterns) => Patterns.Add(patterns);

    private sealed class ListedTree(FileStat[] entries) : IFileTree
    {
        public IEnumerable<FileStat> List(string folder) => folder.Length == 0 ? entries : [];

        public FileStat? Find(string path) => entries.FirstOrDefault(entry => entry.Path == path);

        public Stream Open(string path) => Stream.Null;
    }
}
