using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Dockerfiles.Contexts;
using Harpoon.Tasks.Lines.Received;
using Harpoon.Tasks.Parameters;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks;

/// <summary>Prints the Dockerfile that would be built. Needs no engine.</summary>
[MSBuildMultiThreadableTask]
public sealed class DockerPrintDockerfile : HarpoonTask, IDockerfileSource
{
    /// <inheritdoc cref="DockerBuild.Lines"/>
    public ITaskItem[] Lines { get; set; } = [];

    /// <inheritdoc cref="DockerBuild.Text"/>
    public string? Text { get; set; }

    /// <inheritdoc cref="DockerBuild.Dockerfile"/>
    public string? Dockerfile { get; set; }

    /// <inheritdoc cref="DockerBuild.FallbackDockerfile"/>
    public string? FallbackDockerfile { get; set; }

    /// <inheritdoc cref="DockerBuild.App"/>
    public ITaskItem[] App { get; set; } = [];

    /// <inheritdoc cref="DockerBuild.NamedContexts"/>
    public ITaskItem[] NamedContexts { get; set; } = [];

    /// <inheritdoc cref="DockerBuild.CheckItems"/>
    public bool CheckItems { get; set; }

    /// <inheritdoc cref="DockerBuild.IntermediateDirectory"/>
    public string? IntermediateDirectory { get; set; }

    /// <summary>The Dockerfile's text.</summary>
    [Output]
    public string? DockerfileText { get; private set; }

    private protected override bool IsOfProject => CheckItems;

    private protected override Task RunAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var folder = Intermediate(IntermediateDirectory);
        var parameters = DockerfileParameters.Parse(this, CheckItems ? Check(folder, [new ReceivedItems(LineItem.ItemName, Lines)], DockerfileParameters.Received(Text)) : null);
        var dockerfile = DockerfileChoice.Of(BuildParameters.Of(parameters, Project, folder), Host);
        DockerfileText = dockerfile.Text;
        foreach (var line in dockerfile.Text.TrimStart('\uFEFF').TrimEnd('\n').Split('\n'))
        {
            Report.Message(MessageLevel.High, line.TrimEnd('\r'));
        }

        if (parameters.Lines.Any(line => line.IsRestore))
        {
            Report.Message(MessageLevel.High, $"# {InlineCopy.RestoreFolder}/: the files that 'dotnet restore' reads (projects, what they import, nuget.config and so on), at their paths in the context");
        }

        foreach (var comment in NamedContextComments.Of(new ReferencedImages([], Host).Contexts(NamedContexts)))
        {
            Report.Message(MessageLevel.High, comment);
        }

        return Task.CompletedTask;
    }
}
