using Harpoon.Engine.Registries.Credentials;
using Harpoon.Tasks.Lines.Received;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Parameters.Builds;

/// <summary>The items that a build gets, by their names.</summary>
internal static class BuildItems
{
    /// <summary>Those that are free text: they are compared with what is written.</summary>
    public static ReceivedItems[] FreeText(ITaskItem[] lines, ITaskItem[] arguments, ITaskItem[] labels, ITaskItem[] annotations) =>
    [
        new(LineItem.ItemName, lines),
        new("DockerBuildArg", arguments),
        new("DockerBuildLabel", labels),
        new("DockerAnnotation", annotations),
    ];

    /// <summary>Those that lend files and logins to a build.</summary>
    public static ReceivedItems[] Lent(ITaskItem[] secrets, ITaskItem[] agents, ITaskItem[] credentials) =>
    [
        new("DockerBuildSecret", secrets),
        new("DockerBuildSsh", agents),
        new(CredentialSource.ItemName, credentials),
    ];

    /// <summary>Those that files and steps are taken from.</summary>
    public static ReceivedItems[] Sources(ITaskItem[] contextFiles, ITaskItem[] namedContexts, ITaskItem[] cacheFrom, ITaskItem[] cacheTo) =>
    [
        new("DockerContextFile", contextFiles),
        new("DockerNamedContext", namedContexts),
        new("DockerCacheFrom", cacheFrom),
        new("DockerCacheTo", cacheTo),
    ];
}
