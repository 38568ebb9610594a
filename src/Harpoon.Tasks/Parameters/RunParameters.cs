using System.Collections.Immutable;
using Harpoon.Engine.Hosting;
using Harpoon.Engine.Runs;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Parameters;

/// <summary>Reads what <see cref="DockerRun"/> was told to run.</summary>
internal static class RunParameters
{
    public static ContainerRunOptions Parse(DockerRun task, string project, HostEnvironment host) => new(task.Image)
    {
        // No shell of Linux takes a file from Windows; Exec does the same.
        Command = ParameterValue.Text(task.Command)?.Replace("\r\n", "\n", StringComparison.Ordinal),
        Arguments = [.. task.Arguments.Select(item => item.ItemSpec)],
        Name = ParameterValue.Text(task.Name),
        User = ParameterValue.Text(task.User),
        WorkingDirectory = ParameterValue.Text(task.WorkingDirectory),
        Network = ParameterValue.Text(task.Network),
        Platform = ParameterValue.Text(task.Platform),
        Timeout = ParameterValue.Milliseconds(nameof(task.Timeout), task.Timeout),
        StopTimeout = ParameterValue.Seconds(nameof(task.StopTimeout), task.StopTimeout) ?? ContainerRunOptions.DefaultStopTimeout,
        Memory = ParameterValue.Text(task.Memory) is { } memory ? MemorySize.Parse(memory) : null,
        Cpus = ParameterValue.Text(task.Cpus) is { } cpus ? CpuCount.Parse(cpus) : null,
        Tty = ParameterValue.Truth(nameof(task.Tty), task.Tty) ?? false,
        Init = ParameterValue.Truth(nameof(task.Init), task.Init) ?? false,
        ReadOnly = ParameterValue.Truth(nameof(task.ReadOnly), task.ReadOnly) ?? false,
        IgnoreExitCode = ParameterValue.Truth(nameof(task.IgnoreExitCode), task.IgnoreExitCode) ?? false,
        Keep = ParameterValue.Truth(nameof(task.Keep), task.Keep) ?? false,
        LogFile = ParameterValue.Text(task.LogFile) is { } file ? host.FullPath(file) : null,
        Environment = Variables(task.EnvironmentVariables, host),
        CopyOut = CopyOutParameters.Parse(task.CopyOut, ParameterValue.Text(task.CopyOutDirectory), host),
        Project = ProjectLabel.Of(project, task.ProjectImage),
    };

    private static ImmutableArray<EnvironmentVariable> Variables(ITaskItem[] items, HostEnvironment host)
    {
        var variables = ImmutableArray.CreateBuilder<EnvironmentVariable>(items.Length);
        foreach (var item in items)
        {
            var (name, value) = NamedValue.Read(item);
            if (EnvironmentVariable.Parse(value is null ? name : $"{name}={value}", host.Variable) is { } variable)
            {
                variables.Add(variable);
            }
        }

        return variables.ToImmutable();
    }
}
