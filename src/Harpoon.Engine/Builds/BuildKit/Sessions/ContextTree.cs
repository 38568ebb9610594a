using System.Collections.Concurrent;
using System.Collections.Immutable;
using Harpoon.BuildKit.FileSync;
using Harpoon.Engine.Context;
using Harpoon.Engine.Context.Files;
using Harpoon.Engine.Context.Fingerprints;
using Harpoon.Engine.Machine.Files;
using Harpoon.Patterns;

namespace Harpoon.Engine.Builds.BuildKit.Sessions;

/// <summary>A context as a tree that the engine may read: what it holds already it does not fetch.</summary>
internal sealed class ContextTree : IFileTree
{
    private readonly Dictionary<string, ContextEntry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileStat> _stats = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _folders = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<ImmutableArray<string>> _asked = [];

    /// <param name="entries">What is in the context.</param>
    /// <param name="fingerprint">Theirs: see <see cref="SentTime"/>.</param>
    public ContextTree(ImmutableArray<ContextEntry> entries, ContextFingerprint fingerprint)
    {
        fingerprint.ForEach(entries, Add);
        foreach (var paths in _folders.Values)
        {
            paths.Sort(Utf8Order.Instance);
        }
    }

    /// <summary>The files that had changed so lately that a further change might leave no trace.</summary>
    public RacyFiles Racy { get; } = new(TimeProvider.System);

    /// <summary>What the engine asked for, by its own word; everything where it asked for nothing, since that says nothing.</summary>
    public ContextScope Scope => _asked.IsEmpty || _asked.Any(patterns => patterns.IsEmpty)
        ? ContextScope.Everything
        : ContextScope.Of(_asked.SelectMany(patterns => patterns));

    /// <summary>The entry at a path; null if there is none.</summary>
    public ContextEntry? EntryAt(string path) => _entries.GetValueOrDefault(path);

    /// <inheritdoc/>
    public IEnumerable<FileStat> List(string folder) =>
        _folders.TryGetValue(folder, out var paths) ? paths.Select(path => _stats[path]) : [];

    /// <inheritdoc/>
    public FileStat? Find(string path) => _stats.GetValueOrDefault(path);

    /// <inheritdoc/>
    public void OnRequested(ImmutableArray<string> patterns) => _asked.Enqueue(patterns);

    /// <inheritdoc/>
    public Stream Open(string path)
    {
        var entry = EntryAt(path) ?? throw new FileNotFoundException(null, path);
        if (entry.SourcePath is not { } source || entry.Status.Kind == EntryKind.Socket)
        {
            return new MemoryStream(entry.Content.ToArray(), writable: false);
        }

        // Others may go on to write, rename and delete it.
        var file = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        return Racy.Watch(entry) is { } watch ? new WatchedStream(file, watch) : file;
    }

    private void Add(ContextEntry entry, ReadOnlySpan<byte> record)
    {
        var parent = GoPath.Folder(entry.Path);
        if (parent.Length > 0 && !_entries.ContainsKey(parent))
        {
            // What comes from elsewhere may lie in a folder that is not there.
            Add(GeneratedEntry.Folder(parent), []);
        }

        if (!_folders.TryGetValue(parent, out var siblings))
        {
            _folders[parent] = siblings = [];
        }

        if (!_entries.ContainsKey(entry.Path))
        {
            siblings.Add(entry.Path);
        }

        _entries[entry.Path] = entry;
        _stats[entry.Path] = StatOf(entry, record);
    }

    private static FileStat StatOf(ContextEntry entry, ReadOnlySpan<byte> record)
    {
        var status = entry.Status;
        return new FileStat(entry.Path, KindOf(status.Kind), status.Mode)
        {
            Size = status.Kind == EntryKind.File ? status.Size : 0,
            ModifiedNanoseconds = SentTime.Of(entry, record),
            LinkTarget = entry.LinkTarget,
            Device = status.DeviceNumbers,
            ExtendedAttributes = entry.ExtendedAttributes,
            Identity = status.Kind == EntryKind.File && status.Names > 1 ? (status.Device, status.Inode) : null,
        };
    }

    private static FileKind KindOf(EntryKind kind) => kind switch
    {
        EntryKind.Folder => FileKind.Folder,
        EntryKind.Link => FileKind.Link,
        EntryKind.Pipe => FileKind.Pipe,
        EntryKind.CharacterDevice => FileKind.CharacterDevice,
        EntryKind.BlockDevice => FileKind.BlockDevice,
        _ => FileKind.File,
    };
}

/// <summary>
/// The time that an engine gets for a file. It asks for files whose size or time is another than it knows, so a file that changed must not have the same, also
/// where someone set its time back.
/// </summary>
internal static class SentTime
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>The time in nanoseconds since 1970.</summary>
    /// <param name="entry">The file.</param>
    /// <param name="record">What a fingerprint says of it.</param>
    public static long Of(ContextEntry entry, ReadOnlySpan<byte> record)
    {
        var (status, modified) = (entry.Status, entry.Status.Modified);
        if (status.Kind == EntryKind.File && entry.SourcePath is null)
        {
            return ContentTime.Of(entry.Content.Span);
        }

        // Writing sets both times to the same. Where they differ, a program has set the first, and could do so again after the next change: what no program can set
        // takes the place of the part of a second, which no image's layer keeps.
        var isSet = status.Kind == EntryKind.File && status.Changed != modified;
        return (modified.Seconds * NanosecondsPerSecond) + (isSet ? ContentTime.PartOfSecond(record) : modified.Nanoseconds);
    }
}
