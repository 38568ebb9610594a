using System.Collections.Immutable;
using Harpoon.Engine.Builds.References;

namespace Harpoon.Engine.Graphs;

/// <summary>A graph as lines for people: a project each, with what its image is built on below it.</summary>
public static class TextGraph
{
    /// <summary>The lines.</summary>
    public static ImmutableArray<string> Of(ImageGraph graph) => graph.Projects.IsEmpty ? ["No project has an image."] :
    [
        .. graph.Projects.SelectMany(project => Lines(project, graph)),
        .. graph.Elsewhere.IsEmpty ? [] : (string[])[$"From elsewhere: {string.Join(", ", graph.Elsewhere)}"],
        Summary(graph),
    ];

    private static IEnumerable<string> Lines(GraphProject project, ImageGraph graph)
    {
        string[] parts = [Head(project, graph), graph.StateOf(project)];
        return project.Links.Select(link => $"  {link.How}{(link.IsService ? ":" : "")} {Target(link, graph)}").Prepend(string.Join(": ", parts.Where(part => part.Length > 0)));
    }

    // No arrow: a line that begins with a project's name and an arrow is the project's result to MSBuild's Terminal Logger.
    private static string Head(GraphProject project, ImageGraph graph) => project.Tags.IsEmpty
        ? $"{graph.NameOf(project)}: {ImageGraph.ImageOf(project)}"
        : $"{string.Join(", ", project.Tags)} ({graph.NameOf(project)})";

    private static string Target(ImageLink link, ImageGraph graph) =>
        graph.TargetOf(link) is { } project ? $"{ImageGraph.ImageOf(project)} ({graph.NameOf(project)})" : graph.ElsewhereName(link);

    private static string Summary(ImageGraph graph)
    {
        GraphProject[] images = [.. graph.Projects.Where(project => project.State != GraphState.NoImage)];
        var counted = images.Length == 1 ? "1 image" : $"{images.Length} images";
        if (graph.NoEngine is { } reason)
        {
            return $"{counted}. Which of them are to be built is not known, because no engine can be used: {reason}";
        }

        (GraphState State, string Words)[] kinds = [(GraphState.Build, "to build"), (GraphState.UpToDate, "up to date"), (GraphState.Unknown, "not known")];
        var parts = kinds.Select(kind => (Count: images.Count(image => image.State == kind.State), kind.Words)).Where(kind => kind.Count > 0);
        return images.Length == 0 ? counted : $"{counted}: {string.Join(", ", parts.Select(part => $"{part.Count} {part.Words}"))}";
    }
}
