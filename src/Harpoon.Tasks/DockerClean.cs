using Harpoon.Engine.Images;
using Harpoon.Engine.Runs;
using Harpoon.Tasks.Parameters;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks;

/// <summary>Removes the containers, with their anonymous volumes, the networks and the images that carry a project's label.</summary>
[MSBuildMultiThreadableTask]
public sealed class DockerClean : EngineTask
{
    /// <summary>The <c>Image</c> that <see cref="DockerBuild"/> was given. Default: none was.</summary>
    public string? Image { get; set; }

    private protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        var label = ProjectLabel.Of(Project, ParameterValue.Text(Image));
        await using var engine = await ConnectAsync(cancellationToken);
        await ContainerClean.ExecuteAsync(label, engine, Report, cancellationToken);
        await ImageClean.ExecuteAsync(label, engine, Report, cancellationToken);
    }
}
