using System.Collections.Immutable;
using Harpoon.Engine.Builds.Apps;
using Harpoon.Engine.Context;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Tasks.Lines.Received;
using Harpoon.Tasks.Parameters;
using Harpoon.Tasks.Parameters.Builds;

namespace Harpoon.Tasks;

/// <summary>What a project's Dockerfile is made of, each line with its place.</summary>
/// <param name="Lines">The lines.</param>
/// <param name="Text">The text.</param>
/// <param name="TextLocations">Where each line of the text was written.</param>
/// <param name="Path">The path.</param>
internal sealed record DockerfileParameters(
    ImmutableArray<DockerfileLine> Lines,
    string? Text,
    ImmutableArray<SourceLocation?> TextLocations,
    string? Path)
{
    /// <summary>The application that takes the place of a Dockerfile; null for none.</summary>
    public AppImage? App { get; private init; }

    /// <summary>The files of its layers; empty before it is published.</summary>
    public ImmutableArray<ContextFile> AppFiles { get; private init; } = [];

    /// <summary>The text as the task got it.</summary>
    public static ReceivedText Received(string? text) => new("DockerfileText", text ?? "");

    /// <summary>Reads a task's parameters.</summary>
    /// <param name="task">The task.</param>
    /// <param name="checkedItems">What the comparison found; null if nothing was compared.</param>
    public static DockerfileParameters Parse(IDockerfileSource task, LineVerificationResult? checkedItems)
    {
        var lines = checkedItems?.Lines ?? [.. task.Lines.Select(item => LineItem.Read(item, LinePlace.Unknown))];
        var text = ParameterValue.Text(task.Text);
        var path = ParameterValue.Text(task.Dockerfile);
        var isSilent = lines.IsEmpty && text is null && path is null;
        var isOwn = lines.Any(line => line.Side == AppSide.None) || text is not null || path is not null;
        var app = isOwn ? null : AppParameters.Read(task.App);
        return new DockerfileParameters(
            lines, text, checkedItems?.TextLocations ?? [], isSilent && app is null ? ParameterValue.Text(task.FallbackDockerfile) : path)
        {
            App = app?.App,
            AppFiles = app?.Files ?? [],
        };
    }
}
