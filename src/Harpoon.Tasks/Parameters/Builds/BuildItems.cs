using Harpoon.Engine.Registries.Credentials;
using Harpoon.Tasks.Lines.Received;

namespace Harpoon.Tasks.Parameters.Builds;

/// <summary>The items that a build gets, by their names.</summary>
internal static class BuildItems
{
    /// <summary>Those that are free text: they are compared with what is written.</summary>
    public static ReceivedItems[] FreeText(DockerBuild task) =>
    [
        new(LineItem.ItemName, task.Lines),
        new("DockerBuildArg", task.BuildArguments),
        new("DockerBuildLabel", task.Labels),
        new("DockerAnnotation", task.Annotations),
    ];

    /// <summary>The others.</summary>
    public static ReceivedItems[] Sources(DockerBuild task) =>
    [
        new("DockerBuildSecret", task.Secrets),
        new("DockerBuildSsh", task.SshAgents),
        new("DockerContextFile", task.ContextFiles),
        new("DockerNamedContext", task.NamedContexts),
        new("DockerCacheFrom", task.CacheFrom),
        new("DockerCacheTo", task.CacheTo),
        new(CredentialSource.ItemName, task.Credentials),
    ];
}
