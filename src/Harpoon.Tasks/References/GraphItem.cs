using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Graphs;
using Harpoon.Tasks.Output;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.References;

/// <summary>A project of a graph as an item: its path, with all else as metadata, which projects return to those that name them.</summary>
internal static class GraphItem
{
    private const string Graph = "Graph";

    /// <param name="project">The project.</param>
    /// <param name="imageId">The id of its image, if it is there: what is built on it is compared with that.</param>
    public static ITaskItem Of(GraphProject project, string? imageId)
    {
        var item = ItemText.ToItem(project.Path);
        item.SetMetadata(Graph, ItemText.Escape(GraphText.Write(project)));
        item.SetMetadata("ImageId", imageId ?? "");
        return item;
    }

    /// <summary>The same item with a change to the project.</summary>
    public static ITaskItem With(ITaskItem item, Func<GraphProject, GraphProject> change) => Of(change(Read(item)), item.GetMetadata("ImageId"));

    /// <exception cref="HarpoonException">HRP3316: it is another item.</exception>
    public static GraphProject Read(ITaskItem item) =>
        GraphText.Read(item.GetMetadata(Graph)) ?? throw new HarpoonException(Diagnostic.Of("HRP3316", item.ItemSpec));
}
