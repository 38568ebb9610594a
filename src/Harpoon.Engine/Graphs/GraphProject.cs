using System.Collections.Immutable;
using Harpoon.Engine.Builds;
using Harpoon.Engine.Builds.References;

namespace Harpoon.Engine.Graphs;

/// <summary>A project in a graph of images.</summary>
/// <param name="Path">Its full path.</param>
public sealed record GraphProject(string Path)
{
    /// <summary>The references that its image gets, or the path of the files that are written in place of one; empty if it has no image.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>The images that it is built on, and those that its services run.</summary>
    public ImmutableArray<ImageLink> Links { get; init; } = [];

    /// <summary>What the next build does with its image.</summary>
    public GraphState State { get; init; } = GraphState.NoImage;

    /// <summary>Why the image is to be built, or until when that is not known; null for no reason.</summary>
    public string? Reason { get; init; }

    /// <summary>Why no engine was asked; null if one was.</summary>
    public string? NoEngine { get; init; }

    /// <summary>A project whose image is known.</summary>
    /// <param name="path">The project's full path.</param>
    /// <param name="forecast">What a build would be.</param>
    /// <param name="others">The projects that its image is built on.</param>
    /// <param name="publishes">Whether an application is published before the build decides.</param>
    public static GraphProject Of(string path, ImageForecast forecast, IReadOnlyCollection<GraphProject> others, bool publishes)
    {
        var project = new GraphProject(path) { Tags = forecast.Tags, Links = forecast.Links };
        GraphProject[] bases = [.. forecast.Links.Where(link => link.IsProject).Select(link => others.FirstOrDefault(other => other.Path == link.Target)).OfType<GraphProject>()];
        return forecast.Reason is { } reason ? project with { State = GraphState.Build, Reason = reason }
            : Array.Find(bases, image => image.State == GraphState.Build) is { } built ? project with { State = GraphState.Build, Reason = $"the image of {built.Path} is built again" }
            : publishes ? project with { State = GraphState.Unknown, Reason = "until its application is published" }
            : Array.Find(bases, image => image.State != GraphState.UpToDate) is { } unknown ? project with { State = GraphState.Unknown, Reason = $"until that of {unknown.Path} is known" }
            : project with { State = GraphState.UpToDate };
    }
}
