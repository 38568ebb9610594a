using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Tasks.Lines.Projects;
using Harpoon.Tasks.Lines.Received;

namespace Harpoon.Tasks.Lines.Checks;

/// <summary>Compares all free text of a request with the evaluated project.</summary>
internal sealed class LineComparison(ProjectEvaluation evaluation, LineVerificationRequest request)
{
    /// <summary>Whether the result will hold until a file, a property or an item changes: nothing is wrong or to be warned of, and no changed element is inactive because of a condition.</summary>
    public bool MayBeKept { get; private set; }

    /// <summary>Where each line was written.</summary>
    public ImmutableArray<LinePlace> Places { get; private set; } = [];

    public LineVerificationResult Compare()
    {
        var errors = ImmutableArray.CreateBuilder<Diagnostic>();
        var places = ImmutableArray.CreateBuilder<LinePlace>();
        var sleeps = false;
        foreach (var received in request.Items)
        {
            var check = new FreeTextCheck(evaluation, received);
            errors.AddRange(check.Check());
            sleeps |= check.SawSpoiltButInactive;
            if (LineItem.IsLine(received.ItemName))
            {
                places.AddRange(received.Items.Select(check.PlaceOf));
            }
        }

        var text = request.Text is { Value.Length: > 0 } written ? new PropertyTextCheck(evaluation.Project, request.Host, written) : null;
        if (text?.Check() is { } wrong)
        {
            errors.Add(wrong);
        }

        ImmutableArray<Diagnostic> warnings = request.WarnsOfNames
            ? [.. new MisspelledNames(evaluation).Warnings(request.GlobalProperties.Keys)]
            : [];
        MayBeKept = errors.Count == 0 && warnings.IsEmpty && !sleeps;
        Places = places.ToImmutable();
        var located = LineItem.Locate(request, Places, TextPlaces(text));
        return located with { Errors = errors.ToImmutable(), Warnings = warnings };
    }

    private ImmutableArray<SourceLocation?> TextPlaces(PropertyTextCheck? text) =>
        text is { IsReceived: true, Property: { } property } ? TextLocations.Of(property, evaluation.Project, request.Host) : [];
}
