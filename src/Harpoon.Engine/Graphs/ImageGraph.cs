using System.Collections.Immutable;
using Harpoon.Engine.Builds.References;
using Harpoon.Engine.Diagnostics.Text;

namespace Harpoon.Engine.Graphs;

/// <summary>The images of projects, those first that others are built on, and the images from elsewhere.</summary>
public sealed class ImageGraph
{
    private readonly ImmutableDictionary<string, GraphProject> _byPath;
    private readonly string _folder;

    /// <param name="projects">The projects; one that is there twice counts once.</param>
    /// <param name="folder">The folder that their paths are shown from.</param>
    public ImageGraph(IEnumerable<GraphProject> projects, string folder)
    {
        _folder = folder;
        ImmutableArray<GraphProject> distinct = [.. projects.DistinctBy(project => project.Path).Select(Plain)];
        _byPath = distinct.ToImmutableDictionary(project => project.Path, StringComparer.Ordinal);
        Projects = Sorted([.. distinct.OrderBy(NameOf, StringComparer.Ordinal)]);
        Elsewhere = [.. Projects.SelectMany(project => project.Links).Where(link => !IsOfProject(link)).Select(ElsewhereName).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>The projects, each after those that it needs.</summary>
    public ImmutableArray<GraphProject> Projects { get; }

    /// <summary>The images of no project here, by reference.</summary>
    public ImmutableArray<string> Elsewhere { get; }

    /// <summary>Why no engine was asked; null if one was.</summary>
    public string? NoEngine => Projects.Select(project => project.NoEngine).FirstOrDefault(reason => reason is not null);

    /// <summary>A project's path, as it is shown.</summary>
    public string NameOf(GraphProject project) => PathOf(project.Path);

    /// <summary>A project's image, as it is shown: its first reference.</summary>
    public static string ImageOf(GraphProject project) => project.Tags.IsEmpty ? "no image" : project.Tags[0];

    /// <summary>The project whose image a link leads to; null for an image from elsewhere.</summary>
    public GraphProject? TargetOf(ImageLink link) => link.IsProject ? _byPath.GetValueOrDefault(link.Target) : null;

    /// <summary>What an image from elsewhere is called. A project that is not in the graph has an image all the same.</summary>
    public string ElsewhereName(ImageLink link) => link.IsProject ? $"the image of {PathOf(link.Target)}" : Plain(link.Target);

    /// <summary>What the next build does with a project's image; empty if no engine was asked.</summary>
    public string StateOf(GraphProject project) => project.State switch
    {
        GraphState.UpToDate => "up to date",
        GraphState.Build => $"to build, because {Words(project.Reason)}",
        GraphState.Unknown when project.Reason is not null => $"not known {Words(project.Reason)}",
        _ => "",
    };

    private bool IsOfProject(ImageLink link) => TargetOf(link) is not null;

    /// <summary>A reason, with the projects as they are shown.</summary>
    private string Words(string? reason) => Plain(_byPath.Keys.OrderByDescending(path => path.Length)
        .Aggregate(reason ?? "", (text, path) => text.Replace(path, PathOf(path), StringComparison.Ordinal)));

    private string PathOf(string path) => Plain(Path.GetRelativePath(_folder, path).Replace('\\', '/'));

    private GraphProject Plain(GraphProject project) => project with
    {
        Tags = [.. project.Tags.Select(tag => Path.IsPathRooted(tag) ? PathOf(tag) : Plain(tag))],
        Links = [.. project.Links.Select(link => link with { How = Plain(link.How) })],
    };

    private static string Plain(string text) => PlainText.Of(text).ReplaceLineEndings(" ");

    /// <summary>In a circle, which a build refuses, one of them comes first.</summary>
    private ImmutableArray<GraphProject> Sorted(ImmutableArray<GraphProject> projects)
    {
        var sorted = ImmutableArray.CreateBuilder<GraphProject>(projects.Length);
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var project in projects)
        {
            Add(project);
        }

        return sorted.MoveToImmutable();

        void Add(GraphProject project)
        {
            if (!seen.Add(project.Path))
            {
                return;
            }

            foreach (var other in project.Links.Select(TargetOf).OfType<GraphProject>().OrderBy(NameOf, StringComparer.Ordinal))
            {
                Add(other);
            }

            sorted.Add(project);
        }
    }
}
