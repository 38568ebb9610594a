using System.Collections.Immutable;

namespace Harpoon.Engine.Client.Api.Containers;

/// <summary>How a container is.</summary>
/// <param name="Name">Its name, without the slash that the engine puts before it.</param>
/// <param name="Running">Whether its command runs.</param>
/// <param name="ExitCode">The exit code of its last run; 0 before.</param>
/// <param name="OutOfMemory">Whether the kernel ended it for using more memory than it may.</param>
/// <param name="Error">Why the engine could not run it; empty if it could.</param>
public sealed record ContainerState(string Name, bool Running, int ExitCode, bool OutOfMemory, string Error)
{
    /// <summary>The id of the image that it was made of.</summary>
    public string ImageId { get; init; } = "";

    /// <summary>Its user as the engine was given it, or as the image says; empty for root.</summary>
    public string User { get; init; } = "";

    /// <summary>Its variables, those of the image as well, as <c>NAME=value</c>.</summary>
    public ImmutableArray<string> Environment { get; init; } = [];

    /// <summary><c>created</c>, <c>running</c>, <c>exited</c> and so on, as the engine writes it.</summary>
    public string Status { get; init; } = "";

    /// <summary><c>starting</c>, <c>healthy</c> or <c>unhealthy</c>; null if it has no health check.</summary>
    public string? Health { get; init; }

    /// <summary>How long its health check may fail from its start on until it counts as unhealthy; null if it has none.</summary>
    public TimeSpan? HealthCheckGrace { get; init; }

    /// <summary>Its limit of memory in bytes, of processors in billionths, and of processes; 0 where there is none.</summary>
    public (long Memory, long NanoCpus, long Pids) Limits { get; init; }

    /// <summary>Where its host listens for it while it runs, by the container's ports.</summary>
    public ImmutableArray<PublishedPort> Ports { get; init; } = [];

    /// <summary>The networks that it is in.</summary>
    public ImmutableArray<ContainerAddress> Networks { get; init; } = [];
}
