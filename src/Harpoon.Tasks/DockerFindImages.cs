using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Services;
using Harpoon.Tasks.Lines.Received;
using Harpoon.Tasks.Parameters;
using Harpoon.Tasks.Parameters.Builds;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks;

/// <summary>Finds the images that a project needs from registries: the bases of its Dockerfile, and those of its services. Asks the engine only if
/// one depends on the engine's platform.</summary>
[MSBuildMultiThreadableTask]
public sealed class DockerFindImages : EngineTask, IDockerfileSource
{
    /// <inheritdoc cref="DockerBuild.Image"/>
    public string? Image { get; set; }

    /// <inheritdoc cref="DockerBuild.Tags"/>
    public string? Tags { get; set; }

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

    /// <inheritdoc cref="DockerBuild.Target"/>
    public string? Target { get; set; }

    /// <inheritdoc cref="DockerBuild.Platform"/>
    public string? Platform { get; set; }

    /// <inheritdoc cref="DockerBuild.Platforms"/>
    public string? Platforms { get; set; }

    /// <inheritdoc cref="DockerBuild.BuildArguments"/>
    public ITaskItem[] BuildArguments { get; set; } = [];

    /// <summary>Services: a name, <c>Image</c> metadata, and what else <c>@(DockerService)</c> has.</summary>
    public ITaskItem[] Services { get; set; } = [];

    /// <inheritdoc cref="DockerBuild.CheckItems"/>
    public bool CheckItems { get; set; }

    /// <inheritdoc cref="DockerPrintDockerfile.IntermediateDirectory"/>
    public string? IntermediateDirectory { get; set; }

    /// <summary>The images, for <see cref="DockerPull"/>: a reference each, with <c>Platform</c> and <c>MayBeLocal</c> metadata.</summary>
    [Output]
    public ITaskItem[] Images { get; private set; } = [];

    private protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var folder = Intermediate(IntermediateDirectory);
        ReceivedItems[] items = [new(LineItem.ItemName, Lines), new("DockerBuildArg", BuildArguments), new("DockerService", Services)];
        var dockerfile = DockerfileParameters.Parse(this, CheckItems ? Check(folder, items, DockerfileParameters.Received(Text)) : null);
        var references = new ReferencedImages([], Host);
        var place = new WrittenPlace(CheckItems ? "DockerBuild" : null);
        var platforms = place.Property(nameof(Platforms), () => PlatformsParameter.Read(Platforms, Platform));
        var options = BuildParameters.Of(dockerfile, Project, folder, ParameterValue.Text(Image)) with
        {
            Tags = ParameterValue.Text(Tags),
            NamedContexts = references.Contexts(NamedContexts),
            Target = ParameterValue.Text(Target),
            Platform = place.Text(nameof(Platform), Platform, PlatformsParameter.Check) ?? (platforms is [var only] ? only : null),
            Platforms = platforms.Length > 1 ? platforms : [],
            Arguments = [.. BuildArguments.Select(NamedValue.Read).Select(pair => new BuildArgument(pair.Name, pair.Value))],
        };
        var services = ServiceParameters.Parse(Services, ProjectLabel.Of(Project, Image), Host, [], references);
        Images = [.. (await NeededImages.FindAsync(options, services, Host, ConnectAsync, Report, cancellationToken)).Select(ImageItem.Of)];
    }
}
