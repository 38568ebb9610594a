using System.Collections.Immutable;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Runs.Options;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Services.Spec;

namespace Harpoon.Engine.DotnetRun;

/// <summary>A run that another process does, later, at the user's terminal.</summary>
/// <param name="Project">The full path of the project.</param>
/// <param name="Endpoint">Which engine runs it.</param>
/// <param name="Options">What to run.</param>
public sealed record DeferredRun(string Project, EndpointOptions Endpoint, ContainerRunOptions Options)
{
    /// <summary>The services that it needs.</summary>
    public ImmutableArray<Service> Services { get; init; } = [];

    /// <summary>The file of the build whose image is run; null for an image that is not built here.</summary>
    public string? BuildFile { get; init; }

    /// <summary>Whether the container gets a terminal; null if not specified.</summary>
    public bool? Tty { get; init; }

    /// <summary>What a shell has at a step that failed; null for a run of a project's own image.</summary>
    public StepShell? Shell { get; init; }

    /// <summary>Takes out the values that come from the environment or are secrets: the other process has the same environment, and reads the secrets itself.</summary>
    public DeferredRun WithoutInheritedValues() => WithVariables(variable => variable with { Value = string.Empty });

    /// <summary>Puts the values back that come from the environment or are secrets.</summary>
    /// <exception cref="HarpoonException">A secret is no longer there (HRP3052 to HRP3054, HRP3056, HRP4311).</exception>
    public DeferredRun WithInheritedValues(HostEnvironment host) => WithVariables(variable =>
        variable.Secret is { } secret ? SecretVariable.Read(secret, host) : variable with { Value = host.Variable(variable.Name) ?? string.Empty });

    private DeferredRun WithVariables(Func<EnvironmentVariable, EnvironmentVariable> inherited)
    {
        return this with
        {
            Options = Of(Options),
            Services = [.. Services.Select(service => service with { Run = Of(service.Run) })],
        };

        ContainerRunOptions Of(ContainerRunOptions options) => options with
        {
            Environment = [.. options.Environment.Select(variable => variable.IsInherited ? inherited(variable) : variable)],
        };
    }
}
