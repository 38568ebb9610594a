using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Runs.Options;
using Harpoon.Engine.Runs.Options.Volumes;

namespace Harpoon.Engine.Runs.Spec;

/// <summary>What to run in a container, and how. Null stands for the image's or the engine's own choice.</summary>
/// <param name="Container">
/// The container as the user describes it. <see cref="RunSpec"/> adds what depends on this machine: the shell of <see cref="Command"/>,
/// <see cref="Environment"/>, <see cref="Volumes"/>, Harpoon's labels, and who <c>host</c> is as its user.
/// </param>
[method: JsonConstructor]
public sealed record ContainerRunOptions(ContainerSpec Container)
{
    /// <summary>How long a container may take to end by itself once it is asked to, if the user says nothing: docker's own 10 seconds.</summary>
    public static readonly TimeSpan DefaultStopTimeout = TimeSpan.FromSeconds(10);

    /// <summary>A run of an image as it is.</summary>
    /// <param name="image">The image's reference or id.</param>
    public ContainerRunOptions(string image)
        : this(new ContainerSpec(image))
    {
    }

    /// <summary>The image's reference or id, as the user names it; messages name it so.</summary>
    public string Image => Container.Image;

    /// <summary>The id of the image, if it is known: this is what runs, even if <see cref="Image"/> means another image by now, and nothing is pulled. Null for what <see cref="Image"/> means.</summary>
    public string? ImageId { get; init; }

    /// <summary>A shell line, run by <c>/bin/sh -c</c> in place of the image's entrypoint. Not together with the container's own entrypoint or command.</summary>
    public string? Command { get; init; }

    /// <summary>Variables of the container's environment.</summary>
    public ImmutableArray<EnvironmentVariable> Environment { get; init; } = [];

    /// <summary>What is mounted into it.</summary>
    public ImmutableArray<VolumeMount> Volumes { get; init; } = [];

    /// <summary>Networks that it is in beside the container's own; each exists.</summary>
    public ImmutableArray<string> MoreNetworks { get; init; } = [];

    /// <summary>Whether a network that is missing is created, and removed by the last run in it; false if the caller manages it.</summary>
    public bool CreatesNetwork { get; init; } = true;

    /// <summary>The full path of a JSON file that gets the published ports once the container runs; null for none.</summary>
    public string? PortsFile { get; init; }

    /// <summary>How long the container may run before it is stopped; null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How long the container has between SIGTERM and SIGKILL, in whole seconds.</summary>
    public TimeSpan StopTimeout => Container.StopTimeout ?? DefaultStopTimeout;

    /// <summary>Takes any exit code of the command for success.</summary>
    public bool IgnoreExitCode { get; init; }

    /// <summary>The full path of a file that gets every byte that the container writes; null for none.</summary>
    public string? LogFile { get; init; }

    /// <summary>Leaves the container, stopped, so that the user can look into it.</summary>
    public bool Keep { get; init; }

    /// <summary>When the image is pulled.</summary>
    public PullPolicy Pull { get; init; }

    /// <summary>The credentials that the project names for that; they go before the docker CLI's.</summary>
    public ImmutableArray<CredentialSource> Credentials { get; init; } = [];

    /// <summary>What to copy out of the container when its command has ended, with whatever exit code.</summary>
    public ImmutableArray<CopyOutItem> CopyOut { get; init; } = [];

    /// <summary>What a developer wants in it beside the application.</summary>
    public DevelopmentOptions Development { get; init; } = DevelopmentOptions.None;

    /// <summary>The value of the label <c>harpoon.project</c>; null leaves the label out.</summary>
    public string? Project { get; init; }

    /// <summary>Whose the container is if it is kept, as <see cref="ServiceOwner.Id"/>: only that owner may remove it later. Null if it has none.</summary>
    public string? Owner { get; init; }

    /// <summary>The same run of a changed container.</summary>
    public ContainerRunOptions With(Func<ContainerSpec, ContainerSpec> change) => this with { Container = change(Container) };
}
