using System.Collections.Immutable;
using Harpoon.Engine.Engines;
using Harpoon.Engine.Runs.Sessions;

namespace Harpoon.Engine.Runs;

/// <summary>Turns the options of a run into the container that the engine is asked for.</summary>
internal static class RunSpec
{
    /// <summary>What a shell line is run by, as <c>Exec</c> and a Dockerfile's shell form do.</summary>
    public static readonly ImmutableArray<string> Shell = ["/bin/sh", "-c"];

    public static ContainerSpec Of(
        ContainerRunOptions options, IReadOnlyDictionary<string, string> proxies, SessionIdentity session) => new(options.Image)
    {
        Name = options.Name,
        Platform = options.Platform,
        Entrypoint = options.Command is null ? [] : Shell,
        Command = options.Command is { } line ? [line] : options.Arguments,
        User = options.User,
        WorkingDirectory = options.WorkingDirectory,
        Environment = RunEnvironment.Of(options.Environment, proxies),
        Labels = LabelsOf(options, session),
        Network = options.Network,
        Memory = options.Memory?.Bytes,
        NanoCpus = options.Cpus?.NanoCpus,
        Tty = options.Tty,
        Init = options.Init,
        ReadOnly = options.ReadOnly,
        // Attached from its start, nobody needs the engine's copy of the output, and that copy is most of what a chatty container costs.
        LogDriver = options.Keep ? null : "none",
        StopTimeoutSeconds = (int)options.StopTimeout.TotalSeconds,
    };

    private static Dictionary<string, string> LabelsOf(ContainerRunOptions options, SessionIdentity session)
    {
        var labels = new Dictionary<string, string>(options.Labels, StringComparer.Ordinal)
        {
            [HarpoonLabels.Session] = session.ToString(),
        };
        if (options.Project is { } project)
        {
            labels[HarpoonLabels.Project] = project;
        }

        if (options.Keep)
        {
            labels[HarpoonLabels.Keep] = "true";
        }

        return labels;
    }
}
