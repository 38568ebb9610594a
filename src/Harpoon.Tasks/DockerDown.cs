using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Services.Up;
using Harpoon.Tasks.Parameters;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks;

/// <summary>Ends the services that <see cref="DockerUp"/> left up, and removes their containers, with anonymous volumes, and their network.</summary>
[MSBuildMultiThreadableTask]
public sealed class DockerDown : EngineTask
{
    /// <summary>The <c>ServicesFile</c> that <see cref="DockerUp"/> was given.</summary>
    public string? ServicesFile { get; set; }

    /// <summary>The <c>IntermediateDirectory</c> that <see cref="DockerUp"/> was given.</summary>
    public string? IntermediateDirectory { get; set; }

    private protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var files = ServiceParameters.FilesOf(Project, ServicesFile, Intermediate(IntermediateDirectory), Host);
        await using var engine = await ConnectAsync(cancellationToken);
        var owner = ServiceOwner.Of(Project, ProjectLabel.Of(Project, image: null), Host);
        if (await ServicesDown.ExecuteAsync(owner, files, engine, Report, cancellationToken) == 0)
        {
            Report.Message(MessageLevel.High, "No service of this project is up.");
        }
    }
}
