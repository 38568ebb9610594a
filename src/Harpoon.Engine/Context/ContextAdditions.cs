using Harpoon.Engine.Context.Files;
using Harpoon.Engine.Context.Ignore;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles.Lines;
using Harpoon.Engine.Machine.Files;

namespace Harpoon.Engine.Context;

/// <summary>Puts files from elsewhere beside what the context's folder holds, and never over it.</summary>
internal sealed class ContextAdditions
{
    private readonly List<ContextEntry> _entries;
    private readonly Dictionary<string, EntryKind> _kinds = new(StringComparer.Ordinal);
    private readonly FileProbe _probe = FileProbe.Create();

    /// <param name="entries">What the context holds already, and where the additions go.</param>
    public ContextAdditions(List<ContextEntry> entries)
    {
        _entries = entries;
        foreach (var entry in entries)
        {
            _kinds[entry.Path] = entry.Status.Kind;
        }
    }

    /// <summary>A file that the user names is sent, even if nothing else of the context is.</summary>
    /// <exception cref="HarpoonException">HRP2108, HRP2111: its target is no path of the context, or it is not there.</exception>
    public static void Check(IEnumerable<ContextFile> files)
    {
        var additions = new ContextAdditions([]);
        foreach (var file in files)
        {
            ContextPath.Target(file.TargetPath, file.Item);
            additions.Followed(file);
        }
    }

    /// <summary>Adds a file, or a folder with all that is in it.</summary>
    /// <exception cref="HarpoonException">HRP2108, HRP2109, HRP2111: its target is no path of the context, or taken, or it is not there.</exception>
    public void Add(ContextFile file, IReport report, CancellationToken cancellationToken)
    {
        var target = ContextPath.Target(file.TargetPath, file.Item);
        var status = Followed(file);
        if (status.Kind == EntryKind.File)
        {
            Add(new ContextEntry(target, status) { SourcePath = file.SourcePath, ExtendedAttributes = FileAttributesOnLinux.Of(file.SourcePath) }, file);
            return;
        }

        AddFolder(target, file.Item);
        foreach (var entry in ContextWalk.List(file.SourcePath, new IgnoreRules([]), [], report, cancellationToken))
        {
            Add(entry with { Path = $"{target}/{entry.Path}" }, file);
        }
    }

    /// <summary>Adds a file that was written in the project.</summary>
    /// <exception cref="HarpoonException">HRP2108, HRP2109: its path is none of the context, or taken.</exception>
    public void Add(InlineFile file) =>
        Add(GeneratedEntry.File(ContextPath.Target(file.ContextPath, item: null), file.Content), item: null);

    /// <summary>What a user names is meant, also where it is a link.</summary>
    private FileStatus Followed(ContextFile file)
    {
        var status = _probe.Find(file.SourcePath);
        if (status is { Kind: EntryKind.Link })
        {
            var target = File.ResolveLinkTarget(file.SourcePath, returnFinalTarget: true);
            status = target is null ? null : _probe.Find(target.FullName);
        }

        return status is { Kind: EntryKind.File or EntryKind.Folder }
            ? status.Value
            : throw new HarpoonException(Diagnostic.Of("HRP2111", file.SourcePath).About(file.Item));
    }

    private void Add(ContextEntry entry, ContextFile file) =>
        Add(WithMode(Reproducible(entry with { IsRewritten = file.IsRewritten }, file), file.Mode), file.Item);

    private static ContextEntry Reproducible(ContextEntry entry, ContextFile file) =>
        file.IsReproducible && entry.Status.Kind == EntryKind.File ? GeneratedEntry.Like(entry) : entry;

    private static ContextEntry WithMode(ContextEntry entry, UnixFileMode? mode) =>
        mode is { } given && entry.Status.Kind == EntryKind.File
            ? entry with { Status = entry.Status with { Mode = given, Names = 1 } }
            : entry;

    private void Add(ContextEntry entry, ItemReference? item)
    {
        if (entry.Status.Kind == EntryKind.Folder && KindOf(entry.Path) == EntryKind.Folder)
        {
            return;
        }

        var parent = entry.Path.LastIndexOf('/');
        if (parent > 0)
        {
            AddFolder(entry.Path[..parent], item);
        }

        if (!_kinds.TryAdd(entry.Path, entry.Status.Kind))
        {
            throw Taken(entry.Path, item);
        }

        _entries.Add(entry);
    }

    private void AddFolder(string path, ItemReference? item)
    {
        switch (KindOf(path))
        {
            case EntryKind.Folder:
                break;
            case null:
                Add(GeneratedEntry.Folder(path), item);
                break;
            default:
                throw Taken(path, item);
        }
    }

    private EntryKind? KindOf(string path) => _kinds.TryGetValue(path, out var kind) ? kind : null;

    private static HarpoonException Taken(string path, ItemReference? item) =>
        new(Diagnostic.Of("HRP2109", path, "another file").About(item));
}
