using Harpoon.Engine.Registries.Credentials;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Services.Up;
using Harpoon.Tasks.Lines.Received;
using Harpoon.Tasks.Parameters;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks;

/// <summary>Starts a project's services, waits until they are ready, and leaves them up. What is up already, and as it is asked for, stays as it is.</summary>
[MSBuildMultiThreadableTask]
public sealed class DockerUp : RegistryTask
{
    /// <summary>The services: a name, <c>Image</c> metadata, and what else <c>@(DockerService)</c> has.</summary>
    public ITaskItem[] Services { get; set; } = [];

    /// <inheritdoc cref="DockerBuild.References"/>
    public ITaskItem[] References { get; set; } = [];

    /// <summary><c>$(DockerImage)</c>, by which <c>DockerClean</c> knows the project's containers.</summary>
    public string? ProjectImage { get; set; }

    /// <summary>The JSON file that says where the services listen while they are up. Default: <c>project.services.json</c> in the intermediate directory's folder <c>harpoon</c>.</summary>
    public string? ServicesFile { get; set; }

    /// <summary>Whether the items are the project's own (<c>@(DockerService)</c>), and are compared with what is written in it. Default: <see langword="false"/>.</summary>
    public bool CheckItems { get; set; }

    /// <summary>Where the result of that comparison is kept, in a folder <c>harpoon</c>. Default: <c>obj</c>.</summary>
    public string? IntermediateDirectory { get; set; }

    /// <summary>Where the services listen, an item for each port: the service's name, with <c>Host</c>, <c>Port</c>, <c>ContainerPort</c>, <c>Protocol</c> and <c>Address</c> metadata.</summary>
    [Output]
    public ITaskItem[] Addresses { get; private set; } = [];

    private protected override bool IsOfProject => CheckItems;

    private protected override bool WarnsOfNames => true;

    private protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var folder = Intermediate(IntermediateDirectory);
        if (CheckItems)
        {
            ReceivedItems[] items = [new("DockerService", Services)];
            Check(folder, items);
            ItemMetadata.Check([.. items, new ReceivedItems(CredentialSource.ItemName, Credentials)], Report);
        }

        var label = ProjectLabel.Of(Project, ProjectImage);
        var services = ServiceParameters.Parse(Services, label, Host, CredentialsFor(RegistryAccess.Pull), new ReferencedImages(References, Host));
        var files = ServiceParameters.FilesOf(Project, ServicesFile, folder, Host);
        await using var engine = await ConnectAsync(cancellationToken);
        var addresses = await ServicesUp.ExecuteAsync(
            ServiceOwner.Of(Project, label, Host), services, files, engine, Host, Report, cancellationToken);
        Addresses = [.. addresses.Select(ServiceParameters.ItemOf)];
    }
}
