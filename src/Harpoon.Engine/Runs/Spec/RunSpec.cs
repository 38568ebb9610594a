using System.Collections.Immutable;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Runs.Options.Volumes;

namespace Harpoon.Engine.Runs.Spec;

/// <summary>Turns the options of a run into the container that the engine is asked for.</summary>
internal static class RunSpec
{
    /// <summary>What a shell line is run by, as <c>Exec</c> and a Dockerfile's shell form do.</summary>
    public static readonly ImmutableArray<string> Shell = ["/bin/sh", "-c"];

    public static ContainerSpec Of(
        ContainerRunOptions options, IReadOnlyDictionary<string, string> proxies, BuildProcessIdentity session) => new(options.ImageId ?? options.Image)
    {
        Name = options.Name,
        Platform = options.Platform,
        Entrypoint = options.Command is null ? options.Entrypoint : Shell,
        Command = options.Command is { } line ? [line] : options.Arguments,
        User = options.User,
        WorkingDirectory = options.WorkingDirectory,
        Environment = RunEnvironment.Of(options.Environment, proxies),
        Labels = RunLabels.Of(options, session, options.Labels),
        Hostname = options.Hostname,
        Network = options.Network,
        NetworkAliases = options.NetworkAliases,
        ExtraHosts = options.ExtraHosts,
        PortBindings = options.Ports,
        Binds = [.. options.Volumes.Where(volume => volume.Source is not null).Select(volume => volume.ToBind())],
        Volumes = [.. options.Volumes.Where(volume => volume is { Type: VolumeType.Volume, Source: null }).Select(volume => volume.Target)],
        Tmpfs = TmpfsOf(options.Volumes),
        Memory = options.Memory?.Bytes,
        NanoCpus = options.Cpus?.NanoCpus,
        PidsLimit = options.PidsLimit,
        CapAdd = options.CapAdd,
        CapDrop = options.CapDrop,
        Devices = options.Devices,
        DeviceRequests = options.Gpus is { } gpus ? [gpus] : [],
        Tty = options.Tty,
        TerminalSize = options.TerminalSize,
        Init = options.Init,
        ReadOnly = options.ReadOnly,
        // Attached from its start, nobody needs the engine's copy of the output, and that copy is most of what a chatty container costs.
        LogDriver = options.Keep ? null : "none",
        StopTimeoutSeconds = (int)options.StopTimeout.TotalSeconds,
    };

    private static Dictionary<string, string> TmpfsOf(ImmutableArray<VolumeMount> volumes)
    {
        var folders = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var volume in volumes)
        {
            if (volume.Type == VolumeType.Tmpfs)
            {
                folders[volume.Target] = volume.Options;
            }
        }

        return folders;
    }
}
