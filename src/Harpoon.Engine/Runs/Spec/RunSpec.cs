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

    /// <param name="options">What to run.</param>
    /// <param name="proxies">The proxies that containers get as variables.</param>
    /// <param name="session">The build process that owns the container.</param>
    public static ContainerSpec Of(
        ContainerRunOptions options, IReadOnlyDictionary<string, string> proxies, BuildProcessIdentity session) => options.Container with
    {
        Image = options.ImageId ?? options.Image,
        Entrypoint = options.Command is null ? options.Container.Entrypoint : Shell,
        Command = options.Command is { } line ? [line] : options.Container.Command,
        Environment = RunEnvironment.Of(options.Environment, proxies),
        Labels = RunLabels.Of(options, session, options.Container.Labels),
        Binds = [.. options.Volumes.Where(volume => volume.Source is not null).Select(volume => volume.ToBind())],
        Volumes = [.. options.Volumes.Where(volume => volume is { Type: VolumeType.Volume, Source: null }).Select(volume => volume.Target)],
        Tmpfs = TmpfsOf(options.Volumes),
        // The output is read from the start, so nobody needs the engine's copy of it, which is most of the cost of a container that writes much.
        LogDriver = options.Keep ? null : "none",
        StopTimeout = options.StopTimeout,
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
