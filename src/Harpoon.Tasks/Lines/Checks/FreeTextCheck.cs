using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Tasks.Lines.Projects;
using Harpoon.Tasks.Lines.Received;
using Harpoon.Tasks.Lines.Texts;
using Microsoft.Build.Construction;
using Microsoft.Build.Evaluation;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Lines.Checks;

/// <summary>Checks all elements of a name, and those of the lists that they take over as they are.</summary>
internal sealed class FreeTextCheck
{
    private readonly ProjectEvaluation _evaluation;
    private readonly FreeTextRule _rule;
    private readonly ReceivedItems _received;
    private readonly ItemAlignment _alignment;
    private readonly IReadOnlyList<ProjectItem> _written;

    public FreeTextCheck(ProjectEvaluation evaluation, ReceivedItems received)
    {
        _evaluation = evaluation;
        _received = received;
        _rule = FreeTextRule.Of(received.ItemName);
        _written = [.. evaluation.Project.GetItems(received.ItemName)];
        _alignment = new ItemAlignment(_written, received.Items, _rule);
    }

    /// <summary>Whether an element sleeps behind its conditions that leaves no trace when they hold.</summary>
    public bool SawSpoiltButInactive { get; private set; }

    /// <summary>What is wrong, in the order of the files.</summary>
    public ImmutableArray<Diagnostic> Check()
    {
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        AddAll(_received.ItemName, new HashSet<string>(StringComparer.OrdinalIgnoreCase), found);
        AddMerged(found);
        return found.ToImmutable();
    }

    /// <summary>Where the element of a received item stands; null for an item that a target made.</summary>
    public LinePlace PlaceOf(ITaskItem item) =>
        _alignment.Written(item) is { } source ? new LinePlace(ProjectEvaluation.LocationOf(source.Xml.Location), IndentOf(source.Xml)) : LinePlace.Unknown;

    /// <summary>The blanks before a line that stands alone in its element.</summary>
    private string IndentOf(ProjectItemElement element)
    {
        if (_evaluation.ItemsOf(element).Count != 1)
        {
            return "";
        }

        var blanks = element.Include[..^element.Include.TrimStart().Length];
        return blanks[(blanks.LastIndexOf('\n') + 1)..];
    }

    private void AddAll(string itemName, HashSet<string> seen, ImmutableArray<Diagnostic>.Builder found)
    {
        if (!seen.Add(itemName))
        {
            return;
        }

        var inEvaluation = new ElementCheck(_evaluation, _rule, _alignment);
        var inTarget = new TargetElementCheck(_evaluation, _rule);
        foreach (var element in _evaluation.ElementsOf(itemName))
        {
            var problem = ProjectEvaluation.IsInTarget(element) ? inTarget.Check(element) : inEvaluation.Check(element);
            if (problem is not null)
            {
                found.Add(problem);
            }

            foreach (var list in ListsTakenOver(element))
            {
                AddAll(list, seen, found);
            }
        }

        SawSpoiltButInactive |= inEvaluation.SawSpoiltButInactive;
    }

    /// <summary><c>Include="@(Lines)"</c> takes the texts of other items, which can be spoiled there.</summary>
    private static IEnumerable<string> ListsTakenOver(ProjectItemElement element) => TextScanner.Scan(element.Include)
        .Where(piece => piece.Kind == TextPieceKind.Items)
        .Select(piece => piece.Value);

    /// <summary>Some of several equal lines arrived: they were batched, which merges them.</summary>
    private void AddMerged(ImmutableArray<Diagnostic>.Builder found)
    {
        foreach (var equal in _written.GroupBy(Text).Where(group => _rule.IsLine && group.Count() > 1))
        {
            var arrived = equal.Count(item => _alignment.Received(item) is not null);
            if (arrived > 0 && arrived < equal.Count())
            {
                var lost = equal.First(item => _alignment.Received(item) is null);
                found.Add(Diagnostic.Of("HRP2028", equal.Key, equal.Count(), arrived).At(ProjectEvaluation.LocationOf(lost.Xml.Location)));
            }
        }
    }

    private string Text(ProjectItem item) =>
        string.Join(' ', _rule.Metadata.Select(item.GetMetadataValue).Prepend(item.EvaluatedInclude)).TrimEnd();
}
