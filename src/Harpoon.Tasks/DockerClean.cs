using Harpoon.Engine.Builds;
using Harpoon.Engine.Builds.References;
using Harpoon.Engine.Builds.UpToDate;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Services.Up;
using Harpoon.Tasks.Logging;
using Harpoon.Tasks.Parameters;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks;

/// <summary>Removes what a project made in its folder: its containers, with their anonymous volumes, the services that are up, networks and images.</summary>
[MSBuildMultiThreadableTask]
public sealed class DockerClean : EngineTask
{
    /// <summary>The <c>Image</c> that <see cref="DockerBuild"/> was given. Default: none was.</summary>
    public string? Image { get; set; }

    /// <summary>The <c>ServicesFile</c> that <see cref="DockerUp"/> was given.</summary>
    public string? ServicesFile { get; set; }

    /// <summary>The <c>IntermediateDirectory</c> that <see cref="DockerBuild"/> and <see cref="DockerUp"/> were given.</summary>
    public string? IntermediateDirectory { get; set; }

    private protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        var label = ProjectLabel.Of(Project, ParameterValue.Text(Image));
        var files = ServiceParameters.FilesOf(Project, ServicesFile, Intermediate(IntermediateDirectory), Host);
        await using var engine = await ConnectAsync(cancellationToken);
        var report = new CountedReport(Report);
        var owner = ServiceOwner.Of(Project, label, Host);
        await ServicesDown.ExecuteAsync(owner, files, engine, report, cancellationToken);
        await ContainerClean.ExecuteAsync(owner, engine, report, cancellationToken);
        await HeldName.RemoveLeftoversAsync(label, engine, Host, report, cancellationToken);
        await ImageClean.ExecuteAsync(label, new BuiltImages(Intermediate(IntermediateDirectory), label), engine, report, cancellationToken);
        if (report.IsSilent)
        {
            report.Message(MessageLevel.High, "Nothing of this project is on the engine.");
        }
    }
}
