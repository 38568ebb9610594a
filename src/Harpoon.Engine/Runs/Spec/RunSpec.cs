using System.Collections.Immutable;
using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Runs.Options;
using Harpoon.Engine.Runs.Options.Volumes;

namespace Harpoon.Engine.Runs.Spec;

/// <summary>Turns the options of a run into the container that the engine is asked for.</summary>
internal static class RunSpec
{
    /// <summary>What a shell line is run by, as <c>Exec</c> and a Dockerfile's shell form do.</summary>
    public static readonly ImmutableArray<string> Shell = ["/bin/sh", "-c"];

    /// <param name="options">What to run.</param>
    /// <param name="proxies">The proxies that containers get as variables.</param>
    /// <param name="process">The build process that owns the container.</param>
    public static ContainerSpec Of(
        ContainerRunOptions options, IReadOnlyDictionary<string, string> proxies, BuildProcessIdentity process) => options.Container with
    {
        Image = options.ImageId ?? options.Image,
        Entrypoint = options.Command is null ? options.Container.Entrypoint : Shell,
        Command = options.Command is { } line ? [line] : options.Container.Command,
        Environment = RunEnvironment.Of(options.Environment, proxies),
        Labels = RunLabels.Of(options, process, options.Container.Labels),
        Binds = [.. options.Volumes.Where(volume => volume.Source is not null).Select(volume => volume.ToBind())],
        Volumes = [.. options.Volumes.Where(volume => volume is { Type: VolumeType.Volume, Source: null }).Select(volume => volume.Target)],
        Tmpfs = TmpfsOf(options.Volumes),
        // The output is read from the start, so the engine's copy of it is not needed, which is most of the cost of a container that writes much.
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

/// <summary>The variables of a run: the CLI's proxies, as the docker CLI gives them to each container, and what the user set, which wins.</summary>
internal static class RunEnvironment
{
    public static ImmutableArray<string> Of(
        ImmutableArray<EnvironmentVariable> variables, IReadOnlyDictionary<string, string> proxies)
    {
        var all = ImmutableArray.CreateBuilder<string>(proxies.Count + variables.Length);
        foreach (var (name, value) in proxies)
        {
            if (!variables.Any(variable => variable.Name == name))
            {
                all.Add($"{name}={value}");
            }
        }

        foreach (var variable in variables)
        {
            all.Add(variable.ToString());
        }

        return all.ToImmutable();
    }
}

/// <summary>The labels of what a run makes on the engine: whose it is, and whether it is to stay.</summary>
internal static class RunLabels
{
    /// <param name="options">What is run.</param>
    /// <param name="process">Who runs it.</param>
    /// <param name="others">The user's own labels, of which none takes the place of Harpoon's.</param>
    public static Dictionary<string, string> Of(
        ContainerRunOptions options, BuildProcessIdentity process, IReadOnlyDictionary<string, string> others)
    {
        var labels = new Dictionary<string, string>(others, StringComparer.Ordinal)
        {
            [HarpoonLabels.Session] = process.ToString(),
        };
        if (options.Project is { } project)
        {
            labels[HarpoonLabels.Project] = project;
        }

        if (options.Keep)
        {
            labels[HarpoonLabels.Keep] = options.Owner ?? "true";
        }

        return labels;
    }
}
