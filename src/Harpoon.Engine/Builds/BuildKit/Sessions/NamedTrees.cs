using System.Collections.Immutable;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Context;
using Harpoon.Engine.Context.Files;

namespace Harpoon.Engine.Builds.BuildKit.Sessions;

/// <summary>The named contexts that are folders, as the engine may read them.</summary>
internal sealed class NamedTrees
{
    private readonly ImmutableArray<(NamedFolder Folder, ContextTree Tree)> _all;

    /// <param name="plan">What is built.</param>
    public NamedTrees(ImageBuildPlan plan) =>
        _all = [.. plan.NamedFolders.Select(folder => (folder, new ContextTree(folder.Context.Entries, folder.Fingerprint)))];

    /// <summary>The trees.</summary>
    public IEnumerable<ContextTree> Trees => _all.Select(named => named.Tree);

    /// <summary>The trees by the folder of the session that each is.</summary>
    public IEnumerable<KeyValuePair<string, ContextTree>> Served(ImageBuildRequest request) => _all.Select(named =>
        KeyValuePair.Create(request.NamedContexts.First(context => context.Name == named.Folder.Name).FolderName, named.Tree));

    /// <summary>What the engine asked for of each, by its own word.</summary>
    public IReadOnlyDictionary<string, ContextScope> Scopes => _all.ToDictionary(named => named.Folder.Name, named => named.Tree.Scope, StringComparer.Ordinal);

    /// <summary>The path of the first file that changed since; empty if that can't be said; null for none.</summary>
    public async Task<string?> ChangeAsync(CancellationToken cancellationToken)
    {
        foreach (var (folder, tree) in _all)
        {
            if (await folder.Context.ChangeSinceAsync(tree.Racy, folder.Fingerprint, tree.Scope, cancellationToken) is { } path)
            {
                return path.Length == 0 ? path : Path.Combine(folder.Context.Folder, path);
            }
        }

        return null;
    }
}
