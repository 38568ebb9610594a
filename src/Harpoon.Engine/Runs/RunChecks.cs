using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.CopyOut;
using Harpoon.Engine.Runs.Options;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Engine.Runs;

/// <summary>Checks a run's options before anything is sent.</summary>
internal static class RunChecks
{
    /// <exception cref="HarpoonException">HRP4001, HRP4004, HRP4006, HRP4070, HRP4104, HRP4105, HRP4115.</exception>
    public static void Check(ContainerRunOptions options)
    {
        if (options.Command is not null && !options.Container.Command.IsEmpty)
        {
            throw new HarpoonException(Diagnostic.Of("HRP4001", options.Command, string.Join(' ', options.Container.Command)).AboutProperty(OptionNames.RunCommand));
        }

        if (options.Command is { } line && !options.Container.Entrypoint.IsEmpty)
        {
            throw new HarpoonException(Diagnostic.Of("HRP4105", line, string.Join(' ', options.Container.Entrypoint)).AboutProperty(OptionNames.RunCommand));
        }

        CheckNetwork(options);
        if (options.Container.Name is { } name)
        {
            ContainerName.Check(name);
        }

        CheckTime(OptionNames.RunTimeout, options.Timeout);
        CheckTime(OptionNames.RunStopTimeout, options.StopTimeout);
        foreach (var item in options.CopyOut)
        {
            _ = ContainerPath.Parse(item.Path);
        }
    }

    private static void CheckNetwork(ContainerRunOptions options)
    {
        if (options.Container.Network is { } network)
        {
            NetworkName.Check(network);
        }

        if (!options.Container.NetworkAliases.IsEmpty && (options.Container.Network is null || NetworkName.IsOfEngine(options.Container.Network)))
        {
            throw new HarpoonException(Diagnostic.Of("HRP4115", string.Join(", ", options.Container.NetworkAliases)).AboutProperty(OptionNames.RunNetworkAlias));
        }
    }

    private static void CheckTime(string property, TimeSpan? time)
    {
        if (time is { } value && (value < TimeSpan.Zero || value.TotalMilliseconds > int.MaxValue))
        {
            throw new HarpoonException(Diagnostic.Of("HRP4006", property, value).AboutProperty(property));
        }
    }
}
