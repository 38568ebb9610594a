using System.Collections.Immutable;
using Harpoon.Engine.Builds.Metadata;
using Harpoon.Engine.Builds.Caches;
using Harpoon.Engine.Builds.Remote;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Builds.Secrets;
using Harpoon.Engine.Builds.Steps;
using Harpoon.Engine.Context;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Registries.References;
using Harpoon.Engine.Runs.Options;
using Harpoon.Tasks.Lines.Received;
using Harpoon.Tasks.Parameters;
using Harpoon.Tasks.Parameters.Builds;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks;

/// <summary>Reads what <see cref="DockerBuild"/> builds.</summary>
internal static class BuildParameters
{
    private const string AppFolder = "app";
    private const string DebugCommand = "dotnet run --no-build -p:DockerDebug=true";
    private const string ContextFileItem = "DockerContextFile";

    /// <summary>What the Dockerfile alone says.</summary>
    public static ImageBuildOptions Of(DockerfileParameters dockerfile, string project, string folder, string? image = null) =>
        new(ProjectName.Of(project), ProjectLabel.Of(project, image), folder)
        {
            Image = image,
            Lines = dockerfile.Lines,
            Text = dockerfile.Text,
            TextLocations = dockerfile.TextLocations,
            DockerfilePath = dockerfile.Path,
            App = dockerfile.App,
        };

    public static ImageBuildOptions Parse(
        DockerBuild task, DockerfileParameters dockerfile, string project, string folder, HostEnvironment host)
    {
        var image = new WrittenPlace(task.CheckItems ? "Docker" : null);
        var place = new WrittenPlace(task.CheckItems ? "DockerBuild" : null);
        CheckNames(task, image, ProjectName.Of(project));
        var builder = image.Property(nameof(task.Builder), () => BuilderChoices.Parse(task.Builder));
        var remote = BuilderAddresses.Of(task.Builder, ParameterValue.Text(task.BuilderCertPath), host);
        var platforms = place.Property(nameof(task.Platforms), () => PlatformsParameter.Read(task.Platforms, task.Platform));
        return Of(dockerfile, project, folder, ParameterValue.Text(task.Image)) with
        {
            Tags = ParameterValue.Text(task.Tags),
            Context = ParameterValue.Text(task.BuildContext),
            ContextFiles = ContextFiles(task, dockerfile, place, host),
            NamedContexts = new ReferencedImages(task.References, host).Contexts(task.NamedContexts),
            Holds = task.Hold,
            Target = ParameterValue.Text(task.Target),
            Platform = place.Text(nameof(task.Platform), task.Platform, PlatformsParameter.Check) ?? (platforms is [var only] ? only : null),
            Platforms = platforms.Length > 1 ? platforms : [],
            Network = ParameterValue.Text(task.Network),
            Steps = Steps(task, place),
            Metadata = Metadata(task, image),
            Output = ParameterValue.Text(task.Output) ?? (remote is null ? null : ArchiveParameter.OutputOf(task.SavePath, task.SaveFormat)),
            Archive = ParameterValue.Text(task.Archive),
            SavedArchive = ParameterValue.Text(task.ArchiveDirectory ?? task.Archive) is null ? null : ArchiveParameter.PathOf(task.Archive, task.ArchiveDirectory, project, host),
            Pull = Flag(place, nameof(task.Pull), task.Pull),
            NoCache = Flag(place, nameof(task.NoCache), task.NoCache),
            Always = Flag(place, nameof(task.Always), task.Always),
            KeepFailed = Flag(place, nameof(task.KeepFailed), task.KeepFailed),
            DebugCommand = ParameterValue.Text(task.DebugCommand) ?? DebugCommand,
            Builder = builder,
            Remote = remote,
            Pushes = task.Push,
            Arguments = [.. task.BuildArguments.Select(NamedValue.Read).Select(pair => new BuildArgument(pair.Name, pair.Value))],
            Labels = Labels(task.Labels),
            ResultFile = ParameterValue.Text(task.ResultFile),
            ImageIdFile = ParameterValue.Text(task.ImageIdFile),
            CacheFrom = [.. task.CacheFrom.Select(item => CacheItem.From(item.ItemSpec, item.GetMetadata))],
            CacheTo = [.. task.CacheTo.Select(item => CacheItem.To(item.ItemSpec, item.GetMetadata))],
            Cache = image.Text(nameof(task.Cache), task.Cache, text => CacheShortForm.Check(text)),
            Secrets = [.. task.Secrets.Select(item => SecretParameters.Parse(item, ParameterValue.Text(task.UserSecretsId)))],
            SshForwards = [.. task.SshAgents.Select(Ssh)],
        };
    }

    /// <summary>Whether what the checks find are errors.</summary>
    public static bool AsErrors(DockerBuild task) => Flag(new WrittenPlace(task.CheckItems ? "Docker" : null), nameof(task.CheckAsErrors), task.CheckAsErrors);

    private static StepOptions Steps(DockerBuild task, WrittenPlace place) => new()
    {
        ExtraHosts = StepParameters.ExtraHosts(place, task.ExtraHosts),
        ShmSize = place.Value(nameof(task.ShmSize), task.ShmSize, MemorySize.Parse)?.Bytes,
        Ulimits = StepParameters.Ulimits(place, task.Ulimits),
        NoCacheStages = [.. task.NoCacheFilter.Select(stage => stage.Trim())],
        Entitlements = StepParameters.Entitlements(place, task.Allow),
    };

    private static ImageMetadataOptions Metadata(DockerBuild task, WrittenPlace place) => new()
    {
        SourceDateEpoch = ParameterValue.Text(task.SourceDateEpoch),
        HasOciLabels = Flag(place, "Labels", task.AddOciLabels),
        OciLabels = MetadataParameters.OciLabels(task.OciLabels),
        Provenance = place.Value(nameof(task.Provenance), task.Provenance, ProvenanceModes.Parse) ?? ProvenanceMode.None,
        Sbom = place.Property(nameof(task.Sbom), () => ParameterValue.Text(task.Sbom) is { } text ? SbomRequest.Parse(text) : null),
        Annotations = MetadataParameters.Annotations(place, task.Annotations),
    };

    /// <summary>Reports a name that no image can have, at the property that gives it.</summary>
    private static void CheckNames(DockerBuild task, WrittenPlace place, string projectName)
    {
        _ = place.Property(nameof(task.Image), () => ImageNames.Resolve(task.Image, tags: null, projectName));
        _ = place.Property("ImageTags", () => ImageNames.Resolve(task.Image, task.Tags, projectName));
    }

    private static bool Flag(WrittenPlace place, string name, string? value) =>
        place.Property(name, () => ParameterValue.Boolean(place.NameOf(name), value)) ?? false;

    /// <summary>Of two that are alike the last counts, as docker has it.</summary>
    private static ImmutableDictionary<string, string> Labels(ITaskItem[] items) =>
        ImmutableDictionary<string, string>.Empty.SetItems(
            items.Select(NamedValue.Read).Select(label => KeyValuePair.Create(label.Name, label.Value ?? string.Empty)));

    private static SshForward Ssh(ITaskItem item) => new(item.ItemSpec, NotEmpty(item, "Socket"))
    {
        KeyFiles = [.. NotEmpty(item, "KeyFile")?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? []],
    };

    /// <summary>What is named, and is nothing, must not hand the user's own agent to a step.</summary>
    private static string? NotEmpty(ITaskItem item, string name) =>
        WrittenMetadata.Of(item, name) is not { } value ? null
        : !string.IsNullOrWhiteSpace(value) ? value
        : throw new HarpoonException(Diagnostic.Of("HRP2050", "DockerBuildSsh", item.ItemSpec, name).About(new ItemReference("DockerBuildSsh", item.ItemSpec)));

    private static ImmutableArray<ContextFile> ContextFiles(DockerBuild task, DockerfileParameters dockerfile, WrittenPlace place, HostEnvironment host)
    {
        var files = task.ContextFiles.Select(item => place.Item(ContextFileItem, item, file => ContextFile(file, host)));
        return dockerfile.App is not null ? [.. files, .. dockerfile.AppFiles] : ParameterValue.Text(task.AppFolder) is { } app
            ? [.. files, new ContextFile(host.FullPath(app), AppFolder) { IsRewritten = true }]
            : [.. files];
    }

    private static ContextFile ContextFile(ITaskItem item, HostEnvironment host)
    {
        var target = item.GetMetadata("TargetPath");
        return new ContextFile(
            host.FullPath(item.ItemSpec),
            target.Length == 0 ? Path.GetFileName(Path.TrimEndingDirectorySeparator(item.ItemSpec)) : target,
            ContextFileMode.Parse(item.GetMetadata("Mode")),
            new ItemReference(ContextFileItem, item.ItemSpec));
    }
}
