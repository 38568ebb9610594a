using System.Collections.Immutable;
using Harpoon.Engine.Context.Files;
using Harpoon.Engine.Context.Ignore;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine.Files;

namespace Harpoon.Engine.Context;

/// <summary>Walks a context's folder in the docker CLI's order: a folder, then what is in it, by names. Links are never followed.</summary>
internal sealed class ContextWalk
{
    private readonly string _root;
    private readonly IgnoreRules _rules;
    private readonly ImmutableArray<string> _leftOut;
    private readonly IReport _report;
    private readonly CancellationToken _cancellationToken;
    private readonly FileProbe _probe = FileProbe.Create();
    private readonly List<ContextEntry> _entries = [];

    private ContextWalk(string root, IgnoreRules rules, ImmutableArray<string> leftOut, IReport report, CancellationToken cancellationToken)
    {
        _root = root;
        _rules = rules;
        _leftOut = leftOut;
        _report = report;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Lists what the rules leave.</summary>
    /// <param name="root">The full path of the folder.</param>
    /// <param name="rules">What is left out.</param>
    /// <param name="leftOut">Paths in the folder that are left out without a rule.</param>
    /// <param name="report">Hears of what can't be sent.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    /// <exception cref="HarpoonException">HRP2102, HRP2103, HRP2106: a part of the folder can't be read, or sent.</exception>
    public static List<ContextEntry> List(
        string root, IgnoreRules rules, ImmutableArray<string> leftOut, IReport report, CancellationToken cancellationToken)
    {
        var walk = new ContextWalk(root, rules, leftOut, report, cancellationToken);
        walk.Enter(string.Empty, [], isIgnored: false);
        return walk._entries;
    }

    private void Enter(string folder, bool[] folderMatches, bool isIgnored)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        var matches = new bool[_rules.Count];
        foreach (var name in Names(folder, isIgnored))
        {
            var path = folder.Length == 0 ? name : string.Concat(folder, "/", name);
            if (_leftOut.Contains(path))
            {
                continue;
            }

            var source = SourcePath(path);
            var isLeftOut = _rules.Ignores(path, folderMatches, matches);
            if (Find(source, isLeftOut) is { } status)
            {
                Visit(path, source, status, isLeftOut, matches);
            }
        }
    }

    private void Visit(string path, string source, FileStatus status, bool isIgnored, bool[] matches)
    {
        if (!isIgnored)
        {
            Add(path, source, status);
        }

        if (status.Kind != EntryKind.Folder || (isIgnored && !_rules.MightKeepInside(path)))
        {
            return;
        }

        var before = _entries.Count;
        Enter(path, [.. matches], isIgnored);
        if (isIgnored && _rules.KeepsFoldersOfKept && _entries.Count > before)
        {
            _entries.Insert(before, new ContextEntry(path, status) { SourcePath = source });
        }
    }

    private void Add(string path, string source, FileStatus status)
    {
        if (status.Kind == EntryKind.Socket && !_rules.KeepsSockets)
        {
            _report.Message(MessageLevel.High, $"{source} is a socket, and is skipped.");
            return;
        }

        _entries.Add(new ContextEntry(path, status)
        {
            SourcePath = source,
            LinkTarget = status.Kind == EntryKind.Link ? ContextLink.Read(source) : null,
            ExtendedAttributes = FileAttributesOnLinux.Of(source),
        });
    }

    private List<string> Names(string folder, bool isIgnored)
    {
        var source = SourcePath(folder);
        try
        {
            return FolderNames.Read(source);
        }
        catch (DirectoryNotFoundException) when (folder.Length > 0)
        {
            // It went while its parent was being read: as if it had never been.
            return [];
        }
        catch (UnauthorizedAccessException) when (isIgnored && _rules.KeepsFoldersOfKept)
        {
            // What may not be read can't be brought back, and BuildKit's own clients let it pass.
            return [];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new HarpoonException(Diagnostic.Of("HRP2103", source, problem.Message), problem);
        }
    }

    private FileStatus? Find(string source, bool isIgnored)
    {
        try
        {
            var found = _probe.Find(source);
            return isIgnored ? found : ContextName.Check(source, found);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new HarpoonException(Diagnostic.Of("HRP2102", source, problem.Message), problem);
        }
    }

    private string SourcePath(string path) => path.Length == 0 ? _root : string.Concat(_root, "/", path);
}
