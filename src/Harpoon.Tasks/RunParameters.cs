using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Runs.Options;
using Harpoon.Engine.Runs.Options.Volumes;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Tasks.Output;
using Harpoon.Tasks.Parameters;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks;

/// <summary>Reads what <see cref="DockerRun"/> runs.</summary>
internal static class RunParameters
{
    public static ContainerRunOptions Parse(DockerRun task, string project, HostEnvironment host)
    {
        var place = PlaceOf(task);
        return new ContainerRunOptions(Limited(task, place, Connected(task, place, Container(task, place))))
        {
            Pull = place.Value(nameof(task.Pull), task.Pull, PullPolicies.Parse) ?? PullPolicy.Missing,
            ImageId = ParameterValue.Text(task.ImageId),
            // No shell of Linux takes a file from Windows; Exec does the same.
            Command = ParameterValue.Text(task.Command)?.Replace("\r\n", "\n", StringComparison.Ordinal),
            Environment = VariableItems.Read(task.EnvironmentVariables, ParameterValue.Text(task.UserSecretsId), place, host),
            Volumes = [.. task.Volumes.Select(item => place.Item("DockerVolume", item, volume => VolumeItem.Read(volume, host)))],
            Timeout = place.Property(nameof(task.Timeout), () => ParameterValue.Milliseconds(place.NameOf(nameof(task.Timeout)), task.Timeout)),
            IgnoreExitCode = Flag(place, nameof(task.IgnoreExitCode), task.IgnoreExitCode),
            Keep = Flag(place, nameof(task.Keep), task.Keep),
            LogFile = ParameterValue.Text(task.LogFile) is { } file ? host.FullPath(file) : null,
            CopyOut = CopyOutParameters.Parse(task.CopyOut, ParameterValue.Text(task.CopyOutDirectory), host),
            PortsFile = ParameterValue.Text(task.PortsFile) is { } ports ? host.FullPath(ports) : null,
            Project = ProjectLabel.Of(project, task.ProjectImage),
            Development = Development(task, place, host),
            Owner = ServiceOwner.Of(project, ProjectLabel.Of(project, task.ProjectImage), host).Id,
        };
    }

    /// <summary>The clock of the lines that a container writes; null if they have no time.</summary>
    public static TimeProvider? Clock(DockerRun task) =>
        Flag(PlaceOf(task), nameof(task.Timestamps), task.Timestamps) ? TimeProvider.System : null;

    private static WrittenPlace PlaceOf(DockerRun task) => new(task.CheckItems ? "DockerRun" : null);

    private static DevelopmentOptions Development(DockerRun task, WrittenPlace place, HostEnvironment host) => new(
        place.Property(nameof(task.DevCertificate), () => ParameterValue.Boolean(place.NameOf(nameof(task.DevCertificate)), task.DevCertificate)),
        Flag(place, nameof(task.UserSecrets), task.UserSecrets) ? ParameterValue.Text(task.UserSecretsId) ?? "" : null,
        ParameterValue.Text(task.Debugger) is { } folder ? host.FullPath(folder) : null);

    private static ContainerSpec Container(DockerRun task, WrittenPlace place) => new(task.Image)
    {
        Entrypoint = place.Value(nameof(task.Entrypoint), task.Entrypoint, EntrypointForm.Parse) ?? [],
        Command = [.. task.Arguments.Select(item => item.ItemSpec)],
        Name = place.Text(nameof(task.Name), task.Name, ContainerName.Check),
        User = place.Text(nameof(task.User), task.User, UserName.Check),
        WorkingDirectory = place.Text(nameof(task.WorkingDirectory), task.WorkingDirectory, ContainerFolder.Check),
        Platform = place.Text(nameof(task.Platform), task.Platform, RunPlatform.Check),
        Labels = Labels(task.Labels, place),
        Tty = Flag(place, nameof(task.Tty), task.Tty),
        Init = Flag(place, nameof(task.Init), task.Init),
        ReadOnly = Flag(place, nameof(task.ReadOnly), task.ReadOnly),
        StopTimeout = place.Property(nameof(task.StopTimeout), () => ParameterValue.Seconds(place.NameOf(nameof(task.StopTimeout)), task.StopTimeout)),
    };

    private static ContainerSpec Connected(DockerRun task, WrittenPlace place, ContainerSpec container) => container with
    {
        Network = place.Text(nameof(task.Network), task.Network, NetworkName.Check),
        NetworkAliases = Each(place, nameof(task.NetworkAlias), task.NetworkAlias, HostName.Check),
        Hostname = place.Text(nameof(task.Hostname), task.Hostname, HostName.Check),
        ExtraHosts = [.. task.ExtraHosts.Select(item => place.Item("DockerExtraHost", item, host => ExtraHost.Parse(NamedValue.Read(host).Text)))],
        PortBindings = [.. task.Ports.SelectMany(item => place.Item("DockerPort", item, PortItem.Read))],
    };

    private static ContainerSpec Limited(DockerRun task, WrittenPlace place, ContainerSpec container) => container with
    {
        Memory = place.Value(nameof(task.Memory), task.Memory, MemorySize.Parse)?.Bytes,
        NanoCpus = place.Value(nameof(task.Cpus), task.Cpus, CpuCount.Parse)?.NanoCpus,
        PidsLimit = place.Value(nameof(task.PidsLimit), task.PidsLimit, PidsLimit.Parse),
        CapAdd = Each(place, nameof(task.CapAdd), task.CapAdd, Capability.Check),
        CapDrop = Each(place, nameof(task.CapDrop), task.CapDrop, Capability.Check),
        Devices = [.. task.Devices.Select(item => place.Item("DockerDevice", item, device => DeviceGrammar.Parse(device.ItemSpec)))],
        DeviceRequests = place.Text(nameof(task.Gpus), task.Gpus, GpuGrammar.Parse) is { } gpus ? [gpus] : [],
    };

    /// <summary>Reads how its lines are to be logged.</summary>
    /// <exception cref="HarpoonException">HRP1060: one of its parameters can't be read.</exception>
    public static OutputParameters Output(DockerRun task) => new()
    {
        StandardOutput = Importance(nameof(task.StandardOutputImportance), task.StandardOutputImportance),
        StandardError = Importance(nameof(task.StandardErrorImportance), task.StandardErrorImportance),
        CustomError = Pattern(nameof(task.CustomErrorRegularExpression), task.CustomErrorRegularExpression, isError: true),
        CustomWarning = Pattern(nameof(task.CustomWarningRegularExpression), task.CustomWarningRegularExpression, isError: false),
        ReadsStandardFormat = !task.IgnoreStandardErrorWarningFormat,
        StandardErrorIsError = task.LogStandardErrorAsError,
        Keeps = task.ConsoleToMSBuild,
    };

    private static Dictionary<string, string> Labels(ITaskItem[] items, WrittenPlace place)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            // Of two that are alike the last counts, as docker has it.
            var (name, value) = NamedValue.Read(item);
            labels[place.Item("DockerRunLabel", item, _ => RunLabel.Check(name))] = value ?? string.Empty;
        }

        return labels;
    }

    private static bool Flag(WrittenPlace place, string name, string? value) =>
        place.Property(name, () => ParameterValue.Boolean(place.NameOf(name), value)) ?? false;

    private static ImmutableArray<string> Each(WrittenPlace place, string name, string[] values, Func<string, string> check) =>
        place.Property<ImmutableArray<string>>(name, () => [.. values.Select(value => check(value.Trim()))]);

    private static MessageImportance Importance(string name, string? value) =>
        string.IsNullOrWhiteSpace(value) ? MessageImportance.High
        : Enum.TryParse<MessageImportance>(value, ignoreCase: true, out var importance) && Enum.IsDefined(importance) ? importance
        : throw new HarpoonException(Diagnostic.Of("HRP1060", value, name, "high, normal or low"));

    private static ProblemPattern? Pattern(string name, string? value, bool isError)
    {
        try
        {
            return string.IsNullOrEmpty(value) ? null : new ProblemPattern(new Regex(value, RegexOptions.CultureInvariant), isError);
        }
        catch (RegexParseException exception)
        {
            throw new HarpoonException(
                Diagnostic.Of("HRP1060", value, name, $"a regular expression ({exception.Message})"), exception);
        }
    }
}
