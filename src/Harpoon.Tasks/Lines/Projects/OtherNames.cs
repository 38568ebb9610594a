using Harpoon.Tasks.Lines.Received;

namespace Harpoon.Tasks.Lines.Projects;

/// <summary>What other tools call what Harpoon has: docker run, Compose, Testcontainers, the .NET SDK's containers, the Maven plugins.</summary>
internal static class OtherNames
{
    /// <summary>The items that <c>PublishContainer</c> of the .NET SDK reads, and no target of ours.</summary>
    public static IReadOnlyDictionary<string, string> OfDotnet { get; } = Table(
        ("DockerPort", "ContainerPort"),
        ("DockerEnvironmentVariable", "ContainerEnvironmentVariable"),
        ("DockerBuildLabel", "ContainerLabel"));

    private static readonly Dictionary<string, string> Everywhere = Table(
        ("DockerImage", "DockerImageName DockerImageFullName DockerImageRepository DockerImageRepo DockerRepository DockerRepo DockerContainerImage DockerRegistry DockerRegistryUrl"),
        ("DockerImageTags", "DockerTag DockerTags DockerImageVersion DockerVersion"),
        ("DockerBuildContext", "DockerContextPath DockerContextDir DockerContextDirectory DockerContextFolder DockerBuildContextPath DockerDirectory DockerBuildDirectory"),
        ("DockerBuildTarget", "DockerTarget DockerStage DockerBuildStage DockerTargetStage"),
        ("DockerBuildPlatform", "DockerPlatform DockerPlatforms DockerTargetPlatform"),
        ("DockerBuildNoCache", "DockerNoCache"),
        ("DockerBuildArg", "DockerArg DockerArgs DockerBuildArgument DockerBuildArguments"),
        ("DockerBuildLabel", "DockerLabel DockerImageLabel"),
        ("DockerBuildSecret", "DockerSecret DockerSecrets"),
        ("DockerBuildSsh", "DockerSsh"),
        ("DockerfileLine", "DockerLine DockerInstruction DockerCommandLine DockerfileInstruction"),
        ("DockerRunCommand", "DockerCommand DockerCmd DockerRunCmd"),
        ("DockerRunArgument", "DockerArgument DockerArguments DockerRunArg DockerRunArgs DockerContainerArgument"),
        ("DockerRunEntrypoint", "DockerEntrypoint"),
        ("DockerRunName", "DockerName DockerContainerName DockerRunContainerName"),
        ("DockerRunUser", "DockerUser"),
        ("DockerRunWorkingDirectory", "DockerWorkDir DockerWorkingDir DockerWorkingDirectory DockerRunWorkDir"),
        ("DockerRunNetwork", "DockerNetwork DockerNetworkMode"),
        ("DockerRunMemory", "DockerMemory DockerMemoryLimit DockerMemLimit"),
        ("DockerRunCpus", "DockerCpu DockerCpus DockerCpuLimit"),
        ("DockerRunPull", "DockerPullPolicy DockerImagePullPolicy"),
        ("DockerEnvironmentVariable", "DockerEnv DockerEnvironment DockerEnvironmentVar DockerRunEnv DockerRunEnvironment DockerRunEnvironmentVariable DockerVariable"),
        ("DockerPort", "DockerRunPort DockerPortMapping DockerPortBinding DockerExpose DockerExposedPort DockerExposePort DockerContainerPort"),
        ("DockerVolume", "DockerMount DockerMounts DockerBind DockerBindMount DockerRunVolume DockerVolumeMount"),
        ("DockerExtraHost", "DockerAddHost DockerHostAlias"),
        ("DockerRegistryCredential", "DockerCredential DockerCredentials DockerLogin DockerRegistryLogin DockerRegistryAuth"),
        ("DockerService", "DockerContainer DockerContainers DockerDependency"));

    private static readonly Dictionary<string, Dictionary<string, string>> Metadata = new(StringComparer.Ordinal)
    {
        [LineItem.ItemName] = Table((LineItem.Arguments, "Args Arg Argument Params"), (LineItem.Content, "FileContent Text Body")),
        ["DockerEnvironmentVariable"] = Table(("Default", "DefaultValue Fallback")),
        ["DockerPort"] = Table(("HostPort", "Published PublishedPort ExternalPort"), ("HostIp", "HostAddress HostInterface"), ("Protocol", "Type")),
        ["DockerVolume"] = Table(("TargetPath", "Target Destination ContainerPath MountPath MountPoint Dst"), ("ReadOnly", "Ro Read_Only")),
        ["DockerBuildSecret"] = Table(("File", "Src Source Path"), ("EnvironmentVariable", "Env Environment Variable")),
        ["DockerRegistryCredential"] = Table(("UserName", "User Login"), ("EnvironmentVariable", "Password Token PasswordVariable Env")),
        ["DockerService"] = Table(
            ("Image", "ImageName DockerImage DockerImageName ImageReference"),
            ("Port", "ContainerPort ContainerPorts Ports Expose ExposedPort ExposedPorts PortBinding PortBindings PublishedPort HostPort"),
            ("EnvironmentVariables", "Environment Env Envs EnvVars EnvironmentVariable Variables"),
            ("Volumes", "Volume Mount Mounts Bind Binds VolumeMount"),
            ("Command", "Cmd Exec"),
            ("Arguments", "Args Arg Argument"),
            ("DependsOn", "Depends_On Depends Requires"),
            ("WaitFor", "Wait WaitStrategy WaitUntil Ready ReadinessProbe"),
            ("WaitTimeout", "Timeout StartupTimeout ReadyTimeout"),
            ("WorkingDirectory", "WorkDir WorkingDir Working_Dir"),
            ("Memory", "Mem Mem_Limit MemoryLimit"),
            ("Cpus", "Cpu CpuLimit"),
            ("ReadOnly", "Read_Only"),
            ("StopTimeout", "StopGracePeriod Stop_Grace_Period"),
            ("Pull", "PullPolicy Pull_Policy ImagePullPolicy")),
    };

    /// <summary>All that the tables lead to, items' metadata with the item before it.</summary>
    public static IEnumerable<string> Ours =>
        [.. OfDotnet.Values, .. Everywhere.Values, .. Metadata.SelectMany(item => item.Value.Values.Select(name => $"{item.Key}.{name}"))];

    /// <summary>Harpoon's property or item for a name; null if none is known.</summary>
    public static string? Of(string name) => Everywhere.GetValueOrDefault(name);

    /// <summary>The same for metadata of an item.</summary>
    public static string? OfMetadata(string itemName, string name) => Metadata.GetValueOrDefault(itemName)?.GetValueOrDefault(name);

    private static Dictionary<string, string> Table(params ReadOnlySpan<(string Ours, string Theirs)> rows)
    {
        var table = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (ours, theirs) in rows)
        {
            foreach (var name in theirs.Split(' '))
            {
                table.Add(name, ours);
            }
        }

        return table;
    }
}
