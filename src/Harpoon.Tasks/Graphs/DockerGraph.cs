using Harpoon.Engine.Builds.References;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Graphs;
using Harpoon.Tasks.Parameters;
using Harpoon.Tasks.References;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Graphs;

/// <summary>Prints the graph of the images of projects, and writes it as Mermaid and DOT files. Needs no engine: the projects have been described.</summary>
[MSBuildMultiThreadableTask]
public sealed class DockerGraph : HarpoonTask
{
    /// <summary>The projects, as <see cref="DockerBuild.Description"/> has them; one that is there twice counts once.</summary>
    public ITaskItem[] Projects { get; set; } = [];

    /// <summary>The services of the project, which are added to it.</summary>
    public ITaskItem[] Services { get; set; } = [];

    /// <summary>Whether the projects are only collected, and nothing is printed or written. Default: <see langword="false"/>.</summary>
    public bool CollectOnly { get; set; }

    /// <summary>The file for the graph as a Mermaid flowchart. Default: none.</summary>
    public string? MermaidFile { get; set; }

    /// <summary>The file for the graph in the language of Graphviz. Default: none.</summary>
    public string? DotFile { get; set; }

    /// <summary>Whether these are the project's own properties, so that an error is reported at their place. Default: <see langword="false"/>.</summary>
    public bool CheckItems { get; set; }

    /// <summary>The projects, each once, with its services.</summary>
    [Output]
    public ITaskItem[] Collected { get; private set; } = [];

    private protected override bool IsOfProject => CheckItems;

    private protected override Task RunAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Collected = [.. Projects.DistinctBy(item => item.ItemSpec).Select(item => item.ItemSpec == Project ? GraphItem.With(item, WithServices) : item)];
        if (!CollectOnly)
        {
            Draw(new ImageGraph(Collected.Select(GraphItem.Read), Host.CurrentDirectory));
        }

        return Task.CompletedTask;
    }

    private void Draw(ImageGraph graph)
    {
        foreach (var line in TextGraph.Of(graph))
        {
            Report.Message(MessageLevel.High, line);
        }

        Write("Mermaid", nameof(MermaidFile), MermaidFile, () => MermaidGraph.Of(graph));
        Write("DOT", nameof(DotFile), DotFile, () => DotGraph.Of(graph));
    }

    private void Write(string language, string parameter, string? file, Func<string> text) =>
        new WrittenPlace(CheckItems ? "DockerGraph" : null).Property(parameter, () =>
        {
            if (ParameterValue.Text(file) is { } path)
            {
                GraphFile.Write(Host.FullPath(path), text());
                Report.Message(MessageLevel.High, $"{language}: {Host.FullPath(path)}");
            }

            return file;
        });

    private GraphProject WithServices(GraphProject project) =>
        project with { Links = [.. project.Links, .. Services.Select(Link).OfType<ImageLink>().Except(project.Links)] };

    private ImageLink? Link(ITaskItem service)
    {
        var how = $"service {service.ItemSpec}";
        return ReferencedImages.PathOf(service, Host) is { } project ? new ImageLink(how, project) { IsProject = true, IsService = true }
            : ParameterValue.Text(service.GetMetadata("Image")) is { } image ? new ImageLink(how, image) { IsService = true }
            : null;
    }
}
