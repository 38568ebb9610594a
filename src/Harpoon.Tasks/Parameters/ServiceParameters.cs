using System.Collections.Immutable;
using System.Globalization;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Engine.Runs.Options;
using Harpoon.Engine.Runs.Options.Volumes;
using Harpoon.Engine.Runs.Ports;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Services.Containers;
using Harpoon.Engine.Services.Spec;
using Harpoon.Engine.Services.Up;
using Harpoon.Engine.Services.Waits;
using Harpoon.Tasks.Lines.Received;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Harpoon.Tasks.Parameters;

/// <summary>Reads services, and writes where they listen.</summary>
internal static class ServiceParameters
{
    private const string Name = "DockerService";

    /// <param name="items">The services.</param>
    /// <param name="project">The value of the label <c>harpoon.project</c>.</param>
    /// <param name="host">Where relative paths start, and whose variables are handed on.</param>
    /// <param name="credentials">What the project names for their images' registries.</param>
    /// <param name="references">The images of other projects that services run.</param>
    public static ServiceGraph Parse(
        ITaskItem[] items, string project, HostEnvironment host, ImmutableArray<CredentialSource> credentials, ReferencedImages references)
    {
        var place = new WrittenPlace(Name);
        return ServiceGraph.Of([.. items.Select(item => place.Item(Name, item, service => WithCredentials(OfProject(Service(service, project, host), service, references, host), credentials)))]);
    }

    /// <param name="project">The project's full path.</param>
    /// <param name="addresses">The file that says where services listen; null for the usual one.</param>
    /// <param name="folder">The intermediate folder.</param>
    /// <param name="host">Where relative paths start.</param>
    public static ServiceFiles FilesOf(string project, string? addresses, string folder, HostEnvironment host)
    {
        var usual = Path.Combine(folder, "harpoon", $"{Path.GetFileNameWithoutExtension(project)}.services");
        return new ServiceFiles(ParameterValue.Text(addresses) is { } file ? host.FullPath(file) : $"{usual}.json", $"{usual}.lock");
    }

    /// <summary>An address as an item: the service's name, and where it listens as metadata.</summary>
    public static ITaskItem ItemOf(ServiceAddress address)
    {
        var item = new TaskItem(address.Service);
        item.SetMetadata("Host", address.Host);
        item.SetMetadata("Port", address.Port.ToString(CultureInfo.InvariantCulture));
        item.SetMetadata("ContainerPort", address.ContainerPort.ToString(CultureInfo.InvariantCulture));
        item.SetMetadata("Protocol", address.Protocol);
        item.SetMetadata("Address", string.Create(CultureInfo.InvariantCulture, $"{address.Host}:{address.Port}"));
        return item;
    }

    /// <summary>A service that is another project's image runs the one that this build made.</summary>
    private static Service OfProject(Service service, ITaskItem item, ReferencedImages references, HostEnvironment host)
    {
        if (ReferencedImages.PathOf(item, host) is not { } project)
        {
            return service;
        }

        ReferencedImages.ThrowIfBoth(item, Name, "Image");
        var made = references.Find(item);
        var image = made?.GetMetadata("Reference") is { Length: > 0 } reference ? reference : project;
        return service with { Run = service.Run with { Container = service.Run.Container with { Image = image }, ImageId = made?.GetMetadata("ImageId"), Pull = PullPolicy.Never } };
    }

    private static Service WithCredentials(Service service, ImmutableArray<CredentialSource> credentials) =>
        service with { Run = service.Run with { Credentials = credentials } };

    private static Service Service(ITaskItem item, string project, HostEnvironment host)
    {
        var service = new Service(item.ItemSpec, Run(item, project, host))
        {
            DependsOn = [.. MetadataList.Read(item, "DependsOn")],
            Waits = [.. MetadataList.Read(item, "WaitFor").Select(WaitConditionParser.Parse)],
            WaitTimeout = ParameterValue.Seconds("WaitTimeout", item.GetMetadata("WaitTimeout")) ?? Harpoon.Engine.Services.Spec.Service.DefaultWaitTimeout,
            OutputLevel = ParameterValue.Level("OutputImportance", item.GetMetadata("OutputImportance")) ?? MessageLevel.Normal,
        };
        // A named port is waited for by default: an empty WaitFor waits for nothing.
        return WrittenMetadata.Of(item, "WaitFor") is null && !service.TcpPorts.IsEmpty ? service with { Waits = [new PortWait(Port: null)] } : service;
    }

    private static ContainerRunOptions Run(ITaskItem item, string project, HostEnvironment host) => new(Container(item))
    {
        Command = Text(item, "Command"),
        Environment =
        [
            .. MetadataList.Read(item, "EnvironmentVariables")
                .Select(text => EnvironmentVariable.Parse(text, host.Variable))
                .OfType<EnvironmentVariable>(),
        ],
        Volumes = [.. MetadataList.Read(item, "Volumes").Select(volume => VolumeGrammar.Parse(new VolumeRequest(volume), host) with { Item = new ItemReference("DockerService", item.ItemSpec) })],
        Pull = Text(item, "Pull") is { } pull ? PullPolicies.Parse(pull) : PullPolicy.Missing,
        Project = project,
    };

    private static ContainerSpec Container(ITaskItem item) => new(item.GetMetadata("Image"))
    {
        Command = [.. MetadataList.Read(item, "Arguments")],
        Entrypoint = Text(item, "Entrypoint") is { } entrypoint ? EntrypointForm.Parse(entrypoint) : [],
        PortBindings = [.. MetadataList.Read(item, "Port").SelectMany(port => PortMapping.Parse(port))],
        User = Text(item, "User") is { } user ? UserName.Check(user) : null,
        WorkingDirectory = Text(item, "WorkingDirectory") is { } folder ? ContainerFolder.Check(folder) : null,
        Hostname = Text(item, "Hostname") is { } name ? HostName.Check(name) : null,
        Platform = Text(item, "Platform") is { } platform ? RunPlatform.Check(platform) : null,
        Memory = Text(item, "Memory") is { } memory ? MemorySize.Parse(memory).Bytes : null,
        NanoCpus = Text(item, "Cpus") is { } cpus ? CpuCount.Parse(cpus).NanoCpus : null,
        Init = Boolean(item, "Init"),
        ReadOnly = Boolean(item, "ReadOnly"),
        StopTimeout = ParameterValue.Seconds("StopTimeout", item.GetMetadata("StopTimeout")),
    };

    private static string? Text(ITaskItem item, string name) => ParameterValue.Text(item.GetMetadata(name));

    private static bool Boolean(ITaskItem item, string name) => ParameterValue.Boolean(name, item.GetMetadata(name)) ?? false;
}
