using Harpoon.Tasks.Lines.Received;
using Harpoon.Tasks.Lines.Texts;
using Microsoft.Build.Evaluation;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Lines.Checks;

/// <summary>Which item of the evaluation each received item is. Items that a target made have none; those that a target removed match none.</summary>
internal sealed class ItemAlignment
{
    private readonly Dictionary<ProjectItem, ITaskItem> _received = [];
    private readonly Dictionary<ITaskItem, ProjectItem> _evaluated = new(ReferenceEqualityComparer.Instance);

    public ItemAlignment(IReadOnlyList<ProjectItem> written, IReadOnlyList<ITaskItem> got, FreeTextRule rule)
    {
        var strangers = new List<ITaskItem>();
        var next = 0;
        foreach (var item in got)
        {
            var found = IndexOf(written, next, item, rule);
            if (found < 0)
            {
                strangers.Add(item);
                continue;
            }

            Pair(written[found], item);
            next = found + 1;
        }

        PairLeftovers([.. written.Where(item => !_received.ContainsKey(item))], strangers, rule);
    }

    /// <summary>What the task got for an item; null for one that a target removed.</summary>
    public ITaskItem? Received(ProjectItem item) => _received.GetValueOrDefault(item);

    /// <summary>The item of the evaluation; null for one that a target made.</summary>
    public ProjectItem? Written(ITaskItem item) => _evaluated.GetValueOrDefault(item);

    /// <summary>A property function can give another text each time: the known parts around it identify the item.</summary>
    private void PairLeftovers(List<ProjectItem> missing, List<ITaskItem> strangers, FreeTextRule rule)
    {
        foreach (var stranger in strangers)
        {
            if (missing.Find(item => LooksLike(item, stranger, rule)) is { } found)
            {
                Pair(found, stranger);
                missing.Remove(found);
            }
        }
    }

    private static bool LooksLike(ProjectItem written, ITaskItem got, FreeTextRule rule) =>
        LooksLike(written.UnevaluatedInclude.Trim(), got.ItemSpec, new EndScope(written.Project, item: null))
        && rule.Metadata.All(name =>
            LooksLike(written.GetMetadata(name)?.UnevaluatedValue ?? "", got.GetMetadata(name), new EndScope(written.Project, written)));

    private static bool LooksLike(string raw, string got, EndScope scope) =>
        TextExpander.Expand(TextScanner.Scan(raw), scope).Expected.Matches(got, Slashes.Forward);

    private void Pair(ProjectItem item, ITaskItem got)
    {
        _received[item] = got;
        _evaluated[got] = item;
    }

    private static int IndexOf(IReadOnlyList<ProjectItem> written, int start, ITaskItem item, FreeTextRule rule)
    {
        for (var i = start; i < written.Count; i++)
        {
            if (IsSame(written[i], item, rule))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Equal but for backslashes, which become slashes on the way to a task.</summary>
    private static bool IsSame(ProjectItem written, ITaskItem got, FreeTextRule rule) =>
        Slashes.Forward(written.EvaluatedInclude) == Slashes.Forward(got.ItemSpec)
        && rule.Metadata.All(name =>
            Slashes.Forward(written.GetMetadataValue(name)) == Slashes.Forward(got.GetMetadata(name)));
}
