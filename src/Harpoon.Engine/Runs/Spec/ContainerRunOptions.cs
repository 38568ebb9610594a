using System.Collections.Immutable;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Runs.Options;
using Harpoon.Engine.Runs.Options.Volumes;

namespace Harpoon.Engine.Runs.Spec;

/// <summary>What to run in a container, and how. Null stands for the image's or the engine's own choice.</summary>
/// <param name="Image">The image's reference or id; what messages call it.</param>
public sealed record ContainerRunOptions(string Image)
{
    /// <summary>How long a container may take to end by itself once it is asked to, unless <see cref="StopTimeout"/> says otherwise: docker's own 10 seconds.</summary>
    public static readonly TimeSpan DefaultStopTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The id of the image, where it is known: then that is what runs, whatever <see cref="Image"/> stands for by now, and nothing is pulled. Null for what <see cref="Image"/> means.</summary>
    public string? ImageId { get; init; }

    /// <summary>A shell line, run by <c>/bin/sh -c</c> in place of the image's entrypoint. Not together with <see cref="Arguments"/>.</summary>
    public string? Command { get; init; }

    /// <summary>Arguments appended to the image's entrypoint, in place of its command.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>The container's name; null for one that no other has.</summary>
    public string? Name { get; init; }

    /// <summary>Takes the place of the image's entrypoint. Not together with <see cref="Command"/>.</summary>
    public ImmutableArray<string> Entrypoint { get; init; } = [];

    /// <summary>A user, and perhaps a group: <c>user</c>, <c>uid</c>, <c>user:group</c>, <c>uid:gid</c>; <c>host</c> is who runs the build.</summary>
    public string? User { get; init; }

    /// <summary>The folder, in the container, that the command starts in.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>A network's name, <c>host</c>, <c>none</c> or <c>container:name</c>. A network that is missing is created, and removed by the last run in it.</summary>
    public string? Network { get; init; }

    /// <summary>Networks that it is in beside <see cref="Network"/>; each is there.</summary>
    public ImmutableArray<string> MoreNetworks { get; init; } = [];

    /// <summary>Whether a network that is missing is created, and removed again; false where somebody else cares for it.</summary>
    public bool CreatesNetwork { get; init; } = true;

    /// <summary>The names that others in <see cref="Network"/> find the container by, beside its own.</summary>
    public ImmutableArray<string> NetworkAliases { get; init; } = [];

    /// <summary>The container's own idea of its name.</summary>
    public string? Hostname { get; init; }

    /// <summary>Further lines of its <c>/etc/hosts</c>, as <see cref="ExtraHost.Parse"/> returns them.</summary>
    public ImmutableArray<string> ExtraHosts { get; init; } = [];

    /// <summary>Ports that the host is to listen at for it.</summary>
    public ImmutableArray<PortBinding> Ports { get; init; } = [];

    /// <summary>The full path of a JSON file that says where the host listens, once it does; null for none.</summary>
    public string? PortsFile { get; init; }

    /// <summary>What is mounted into it.</summary>
    public ImmutableArray<VolumeMount> Volumes { get; init; } = [];

    /// <summary>The platform to pull and run, as <c>linux/arm64</c>.</summary>
    public string? Platform { get; init; }

    /// <summary>How long the container may run before it is stopped; null for as long as it likes.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How long the container has between SIGTERM and SIGKILL, in whole seconds.</summary>
    public TimeSpan StopTimeout { get; init; } = DefaultStopTimeout;

    /// <summary>The most memory that the container may use.</summary>
    public MemorySize? Memory { get; init; }

    /// <summary>The most CPU time that the container may use.</summary>
    public CpuCount? Cpus { get; init; }

    /// <summary>The most processes and threads; -1 for as many as the engine's host can have.</summary>
    public long? PidsLimit { get; init; }

    /// <summary>Capabilities that it has beside the engine's usual ones.</summary>
    public ImmutableArray<string> CapAdd { get; init; } = [];

    /// <summary>Capabilities that it does not have.</summary>
    public ImmutableArray<string> CapDrop { get; init; } = [];

    /// <summary>Devices of the engine's host that it may use.</summary>
    public ImmutableArray<DeviceMapping> Devices { get; init; } = [];

    /// <summary>The GPUs that it gets.</summary>
    public DeviceRequest? Gpus { get; init; }

    /// <summary>Gives the container a terminal, so that programs write as if to a person: one stream, <c>\r\n</c> line ends, colours.</summary>
    public bool Tty { get; init; }

    /// <summary>The size that the terminal has from the start, on engines that can do that (API 1.42); null for whatever it is.</summary>
    public TerminalSize? TerminalSize { get; init; }

    /// <summary>Runs an init process as PID 1, which hands signals on and reaps orphans.</summary>
    public bool Init { get; init; }

    /// <summary>Mounts the image's files read-only.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Takes any exit code of the command for success.</summary>
    public bool IgnoreExitCode { get; init; }

    /// <summary>The full path of a file that gets every byte that the container writes; null for none.</summary>
    public string? LogFile { get; init; }

    /// <summary>Leaves the container, stopped, for someone to look into.</summary>
    public bool Keep { get; init; }

    /// <summary>When the image is pulled.</summary>
    public PullPolicy Pull { get; init; }

    /// <summary>The credentials that the project names for that; they go before the docker CLI's.</summary>
    public ImmutableArray<CredentialSource> Credentials { get; init; } = [];

    /// <summary>What to copy out of the container when its command has ended, however it did.</summary>
    public ImmutableArray<CopyOutItem> CopyOut { get; init; } = [];

    /// <summary>Variables of the container's environment.</summary>
    public ImmutableArray<EnvironmentVariable> Environment { get; init; } = [];

    /// <summary>Labels beside Harpoon's own.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The value of the label <c>harpoon.project</c>; null leaves the label out.</summary>
    public string? Project { get; init; }

    /// <summary>Whose the container is where it is kept, as <see cref="ServiceOwner.Id"/>: only that owner may remove it later. Null if it has none.</summary>
    public string? Owner { get; init; }
}
