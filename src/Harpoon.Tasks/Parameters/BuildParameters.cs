using System.Collections.Immutable;
using Harpoon.Engine.Builds;
using Harpoon.Engine.Builds.Offers;
using Harpoon.Engine.Context;
using Harpoon.Engine.Hosting;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Parameters;

/// <summary>Reads what <see cref="DockerBuild"/> was told to build.</summary>
internal static class BuildParameters
{
    private const string AppFolder = "app";

    /// <summary>What the Dockerfile alone says.</summary>
    public static ImageBuildOptions Of(DockerfileParameters dockerfile, string project, string folder, string? image = null) =>
        new(Path.GetFileNameWithoutExtension(project), ProjectLabel.Of(project, image), folder)
        {
            Image = image,
            Lines = dockerfile.Lines,
            Text = dockerfile.Text,
            TextLocations = dockerfile.TextLocations,
            DockerfilePath = dockerfile.Path,
        };

    public static ImageBuildOptions Parse(
        DockerBuild task, DockerfileParameters dockerfile, string project, string folder, HostEnvironment host) =>
        Of(dockerfile, project, folder, ParameterValue.Text(task.Image)) with
        {
            Tags = ParameterValue.Text(task.Tags),
            Context = ParameterValue.Text(task.BuildContext),
            ContextFiles = ContextFiles(task, host),
            Target = ParameterValue.Text(task.Target),
            Platform = ParameterValue.Text(task.Platform),
            Network = ParameterValue.Text(task.Network),
            Pull = ParameterValue.Truth(nameof(task.Pull), task.Pull) ?? false,
            NoCache = ParameterValue.Truth(nameof(task.NoCache), task.NoCache) ?? false,
            Always = ParameterValue.Truth(nameof(task.Always), task.Always) ?? false,
            Builder = BuilderChoices.Parse(task.Builder),
            Arguments = [.. task.BuildArguments.Select(NamedValue.Read).Select(pair => new BuildArgument(pair.Name, pair.Value))],
            Labels = task.Labels.Select(NamedValue.Read).ToImmutableDictionary(pair => pair.Name, pair => pair.Value ?? string.Empty),
            CacheFrom = [.. task.CacheFrom.Select(item => item.ItemSpec)],
            Secrets = [.. task.Secrets.Select(item => SecretParameters.Parse(item, ParameterValue.Text(task.UserSecretsId)))],
            SshForwards = [.. task.SshAgents.Select(Ssh)],
        };

    private static SshForward Ssh(ITaskItem item) => new(item.ItemSpec, ParameterValue.Text(item.GetMetadata("Socket")))
    {
        KeyFiles = [.. item.GetMetadata("KeyFile").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
    };

    private static ImmutableArray<ContextFile> ContextFiles(DockerBuild task, HostEnvironment host)
    {
        var files = task.ContextFiles.Select(item => ContextFile(item, host));
        return ParameterValue.Text(task.AppFolder) is { } app
            ? [.. files, new ContextFile(host.FullPath(app), AppFolder) { IsRewritten = true }]
            : [.. files];
    }

    private static ContextFile ContextFile(ITaskItem item, HostEnvironment host)
    {
        var target = item.GetMetadata("TargetPath");
        return new ContextFile(
            host.FullPath(item.ItemSpec),
            target.Length == 0 ? Path.GetFileName(Path.TrimEndingDirectorySeparator(item.ItemSpec)) : target,
            ContextFileMode.Parse(item.GetMetadata("Mode")));
    }
}
