using Harpoon.Engine.Diagnostics;
using Microsoft.Build.Evaluation;
using Microsoft.Build.Exceptions;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Lines.Projects;

/// <summary>Finds where an item or a property was written. That needs the project to be evaluated once more, so it is done only if there is an error to report.</summary>
internal static class ItemPlace
{
    /// <summary>The diagnostic at the place of its item or property; unchanged if that is unknown.</summary>
    public static Diagnostic Locate(Diagnostic diagnostic, IBuildEngine engine, string project)
    {
        try
        {
            if (diagnostic is { Instruction: { } instruction, Item: null, Property: null })
            {
                return diagnostic.At(InstructionPlace.Of(instruction, engine, project));
            }

            using var evaluation = new ProjectEvaluation(project, GlobalProperties.Of(engine));
            return diagnostic.At(diagnostic.Item is { } item ? PlaceOf(item, evaluation) : PlaceOf(diagnostic.Property!, evaluation));
        }
        catch (Exception e) when (e is InvalidProjectFileException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return diagnostic;
        }
    }

    // A property of the command line or a target's has no known place: the project stands for it.
    private static SourceLocation PlaceOf(string property, ProjectEvaluation evaluation) =>
        evaluation.Project.GetProperty(property)?.Xml is { } element
            ? ProjectEvaluation.LocationOf(element.Location)
            : new SourceLocation(evaluation.Project.FullPath);

    private static SourceLocation? PlaceOf(ItemReference item, ProjectEvaluation evaluation)
    {
        // Of two that are alike the second is the one that is wrong.
        var alike = evaluation.Project.GetItems(item.Name).Where(written => written.EvaluatedInclude == item.Include).ToList();
        var element = (alike.FindLast(written => IsMatch(written, item.Mark)) ?? alike.LastOrDefault())?.Xml

            // Targets make items too, which an evaluation doesn't show.
            ?? evaluation.ElementsOf(item.Name).LastOrDefault(written => written.Include == item.Include);
        return element is null ? null : ProjectEvaluation.LocationOf(element.Location);
    }

    private static bool IsMatch(ProjectItem item, ItemMark? mark) =>
        mark is null || item.GetMetadataValue(mark.Name).Equals(mark.Value, StringComparison.OrdinalIgnoreCase);
}
