using System.Collections.Immutable;

namespace Harpoon.Engine.Engines;

/// <summary>A container to create. What is null, empty or false is not sent, and left to the image and the engine.</summary>
/// <param name="Image">The image's reference or id.</param>
public sealed record ContainerSpec(string Image)
{
    /// <summary>Its name; null lets the engine invent one.</summary>
    public string? Name { get; init; }

    /// <summary>The platform that its image must have.</summary>
    public string? Platform { get; init; }

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

    /// <summary>A network's name, or <c>host</c>, <c>none</c>, <c>container:name</c>.</summary>
    public string? Network { get; init; }

    /// <summary>The most memory, in bytes.</summary>
    public long? Memory { get; init; }

    /// <summary>The most CPU time, in thousand-millionths of a CPU.</summary>
    public long? NanoCpus { get; init; }

    /// <summary>Whether it has a terminal.</summary>
    public bool Tty { get; init; }

    /// <summary>Whether an init process is its PID 1.</summary>
    public bool Init { get; init; }

    /// <summary>Whether the image's files are read-only.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>The engine's log driver for it; <c>none</c> where nobody will ask for its log.</summary>
    public string? LogDriver { get; init; }

    /// <summary>The seconds between SIGTERM and SIGKILL when somebody stops it.</summary>
    public int? StopTimeoutSeconds { get; init; }
}
