using Harpoon.Patterns;

namespace Harpoon.BuildKit.FileSync;

/// <summary>Files that are on no disk, in one folder: a Dockerfile that was put together, and its <c>.dockerignore</c>.</summary>
/// <param name="files">Content by name.</param>
public sealed class MemoryTree(IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> files) : IFileTree
{
    private const UnixFileMode Mode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly Dictionary<string, byte[]> _files = files.ToDictionary(file => file.Key, file => file.Value.ToArray(), StringComparer.Ordinal);

    /// <inheritdoc/>
    public IEnumerable<FileStat> List(string folder) =>
        folder.Length == 0 ? _files.Keys.Order(Utf8Order.Instance).Select(name => Find(name)!) : [];

    /// <inheritdoc/>
    public FileStat? Find(string path) => _files.TryGetValue(path, out var content)
        ? new FileStat(path, FileKind.File, Mode)
        {
            Size = content.Length,

            // The daemon compares size and time alone, so a time stands for the content.
            ModifiedNanoseconds = ContentTime.Of(content),
        }
        : null;

    /// <inheritdoc/>
    public Stream Open(string path) => _files.TryGetValue(path, out var content)
        ? new MemoryStream(content, writable: false)
        : throw new FileNotFoundException(null, path);
}
