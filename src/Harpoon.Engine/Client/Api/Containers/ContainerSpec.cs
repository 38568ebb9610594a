using System.Collections.Immutable;

namespace Harpoon.Engine.Client.Api.Containers;

/// <summary>A container to create. What is null, empty or false is not sent, and left to the image and the engine.</summary>
/// <param name="Image">The image's reference or id.</param>
public sealed record ContainerSpec(string Image)
{
    /// <summary>Its name; null lets the engine invent one.</summary>
    public string? Name { get; init; }

    /// <summary>The platform that its image must have.</summary>
    public string? Platform { get; init; }

    /// <summary>The name that it gets later, by which it stays; null for <see cref="Name"/>.</summary>
    public string? LastingName { get; init; }

    /// <summary>Takes the place of the image's entrypoint.</summary>
    public ImmutableArray<string> Entrypoint { get; init; } = [];

    /// <summary>Takes the place of the image's command.</summary>
    public ImmutableArray<string> Command { get; init; } = [];

    /// <summary>The user, and perhaps the group.</summary>
    public string? User { get; init; }

    /// <summary>The folder that the command starts in.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Variables, as <c>NAME=value</c>.</summary>
    public ImmutableArray<string> Environment { get; init; } = [];

    /// <summary>Its labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Its own idea of its name.</summary>
    public string? Hostname { get; init; }

    /// <summary>A network's name, or <c>host</c>, <c>none</c>, <c>container:name</c>.</summary>
    public string? Network { get; init; }

    /// <summary>The names that others in <see cref="Network"/> find it by, beside its own; an engine takes them for networks with a DNS alone.</summary>
    public ImmutableArray<string> NetworkAliases { get; init; } = [];

    /// <summary>Further lines of its <c>/etc/hosts</c>, as <c>name:address</c>.</summary>
    public ImmutableArray<string> ExtraHosts { get; init; } = [];

    /// <summary>Ports that it listens at, as <c>80/tcp</c>; those of <see cref="PortBindings"/> need not be among them.</summary>
    public ImmutableArray<string> ExposedPorts { get; init; } = [];

    /// <summary>Ports that its host is to listen at for it.</summary>
    public ImmutableArray<PortBinding> PortBindings { get; init; } = [];

    /// <summary>Folders of the engine's host and named volumes, as <c>source:target:mode</c>; a folder that is missing is made by the engine.</summary>
    public ImmutableArray<string> Binds { get; init; } = [];

    /// <summary>Where anonymous volumes are mounted, which go with the container.</summary>
    public ImmutableArray<string> Volumes { get; init; } = [];

    /// <summary>Where folders in memory are mounted, and their options: <c>size=64m,mode=1777</c>, or an empty text.</summary>
    public IReadOnlyDictionary<string, string> Tmpfs { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The most memory, in bytes.</summary>
    public long? Memory { get; init; }

    /// <summary>The most CPU time, in thousand-millionths of a CPU.</summary>
    public long? NanoCpus { get; init; }

    /// <summary>The most processes and threads; -1 for as many as the engine's host can have.</summary>
    public long? PidsLimit { get; init; }

    /// <summary>Capabilities that it has beside the engine's usual ones, as <c>NET_ADMIN</c>, or <c>ALL</c>.</summary>
    public ImmutableArray<string> CapAdd { get; init; } = [];

    /// <summary>Capabilities that it does not have.</summary>
    public ImmutableArray<string> CapDrop { get; init; } = [];

    /// <summary>Devices of the engine's host that it may use.</summary>
    public ImmutableArray<DeviceMapping> Devices { get; init; } = [];

    /// <summary>Devices that a driver of the engine hands out, such as GPUs.</summary>
    public ImmutableArray<DeviceRequest> DeviceRequests { get; init; } = [];

    /// <summary>Whether it has a terminal.</summary>
    public bool Tty { get; init; }

    /// <summary>The size that its terminal has from the start; engines before API 1.42 don't hear of it.</summary>
    public TerminalSize? TerminalSize { get; init; }

    /// <summary>Whether it has a standard input, which ends when the first one who is attached to it ends it.</summary>
    public bool OpenInput { get; init; }

    /// <summary>Whether an init process is its PID 1.</summary>
    public bool Init { get; init; }

    /// <summary>Whether the image's files are read-only.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>The engine's log driver for it; <c>none</c> if its log is not read.</summary>
    public string? LogDriver { get; init; }

    /// <summary>The time between SIGTERM and SIGKILL when it is stopped, in whole seconds.</summary>
    public TimeSpan? StopTimeout { get; init; }
}
