using System.Collections.Immutable;
using System.Text.Json;

namespace Harpoon.Engine.Graphs;

/// <summary>A project of a graph as text, for other processes of the build.</summary>
public static class GraphText
{
    /// <summary>Writes it.</summary>
    public static string Write(GraphProject project) => JsonSerializer.Serialize(project, GraphJson.Default.GraphProject);

    /// <summary>Reads it; null if it is another text.</summary>
    public static GraphProject? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, GraphJson.Default.GraphProject) is { Path: not null } project
                ? project with { Tags = NotDefault(project.Tags), Links = NotDefault(project.Links) }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ImmutableArray<T> NotDefault<T>(ImmutableArray<T> list) => list.IsDefault ? [] : list;
}
