using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Tasks.Lines.Projects;
using Harpoon.Tasks.Lines.Texts;
using Microsoft.Build.Evaluation;

namespace Harpoon.Tasks.Lines.Checks;

/// <summary>Finds, for each line of a text, where it was written: a property's value that has several lines stands on one.</summary>
internal static class TextLocations
{
    public static ImmutableArray<SourceLocation?> Of(ProjectProperty property, Project project, HostEnvironment host)
    {
        var locations = ImmutableArray.CreateBuilder<SourceLocation?>();
        Add(property, project, host, locations);
        return locations.ToImmutable();
    }

    private static void Add(ProjectProperty property, Project project, HostEnvironment host, ImmutableArray<SourceLocation?>.Builder locations)
    {
        var place = new TextPlace(property.Xml);
        var scope = new PlaceScope(project, host, property);
        var line = 0;
        locations.Add(place.OfLine(line));
        foreach (var piece in TextScanner.Scan(property.UnevaluatedValue))
        {
            if (piece.Kind == TextPieceKind.Property && IsItself(piece, property) && property.Predecessor is { Xml: not null } earlier)
            {
                locations.RemoveAt(locations.Count - 1);
                Add(earlier, project, host, locations);
                continue;
            }

            var isWritten = piece.Kind != TextPieceKind.Property;
            var text = isWritten ? piece.Raw : scope.Property(piece.Value) ?? "";
            for (var i = text.AsSpan().Count('\n'); i > 0; i--)
            {
                line += isWritten ? 1 : 0;
                locations.Add(place.OfLine(line));
            }
        }
    }

    private static bool IsItself(TextPiece piece, ProjectProperty property) =>
        piece.Value.Equals(property.Name, StringComparison.OrdinalIgnoreCase);
}
