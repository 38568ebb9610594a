using System.Collections.Immutable;

namespace Harpoon.Engine.Graphs;

/// <summary>A graph as boxes and arrows, whatever language it is drawn in.</summary>
/// <param name="Boxes">The images, by number.</param>
/// <param name="Arrows">From each image to what it is built on.</param>
internal sealed record DrawnGraph(ImmutableArray<Box> Boxes, ImmutableArray<Arrow> Arrows)
{
    public static DrawnGraph Of(ImageGraph graph)
    {
        var projects = graph.Projects.Select((project, index) => (project.Path, index)).ToDictionary(pair => pair.Path, pair => pair.index, StringComparer.Ordinal);
        var elsewhere = graph.Elsewhere.Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => pair.index + projects.Count, StringComparer.Ordinal);
        var arrows = graph.Projects.SelectMany(project => project.Links
            .GroupBy(link => (To: graph.TargetOf(link) is { } target ? projects[target.Path] : elsewhere[graph.ElsewhereName(link)], link.IsService))
            .Select(links => new Arrow(projects[project.Path], links.Key.To, string.Join(", ", links.Select(link => link.How).Distinct()), links.Key.IsService)));
        return new DrawnGraph(
            [.. graph.Projects.Select(project => Of(project, graph)), .. graph.Elsewhere.Select(name => new Box([name], BoxKind.Elsewhere))],
            [.. arrows]);
    }

    private static Box Of(GraphProject project, ImageGraph graph)
    {
        string[] lines = [ImageGraph.ImageOf(project), graph.NameOf(project), graph.StateOf(project)];
        var kind = project.State switch
        {
            GraphState.Build => BoxKind.Build,
            GraphState.Unknown => BoxKind.Unknown,
            _ => BoxKind.Image,
        };
        return new Box([.. lines.Where(line => line.Length > 0)], kind);
    }
}

/// <summary>How a box looks.</summary>
internal enum BoxKind
{
    Image,
    Build,
    Unknown,
    Elsewhere,
}

/// <summary>An image.</summary>
internal sealed record Box(ImmutableArray<string> Lines, BoxKind Kind);

/// <summary>What an image has of another.</summary>
/// <param name="From">The number of the image, or of the project whose service it is.</param>
/// <param name="To">The number of the other.</param>
/// <param name="Label">The instructions, or the services.</param>
/// <param name="IsService">Whether services run the other.</param>
internal sealed record Arrow(int From, int To, string Label, bool IsService);
