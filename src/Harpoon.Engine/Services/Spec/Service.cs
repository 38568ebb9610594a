using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Services.Waits;

namespace Harpoon.Engine.Services.Spec;

/// <summary>A container that others need while they run: an item of <c>@(DockerService)</c>.</summary>
/// <param name="Name">Its name, which is its host name on the network that it shares with the others.</param>
/// <param name="Run">What runs in it. Its ports are those that it listens at, and, where they name one, the host's that is to listen for it.</param>
public sealed record Service(string Name, ContainerRunOptions Run)
{
    /// <summary>How long the conditions of <see cref="Waits"/> may take together, unless <see cref="WaitTimeout"/> says otherwise.</summary>
    public static readonly TimeSpan DefaultWaitTimeout = TimeSpan.FromSeconds(300);

    /// <summary>The services that are ready before this one starts.</summary>
    public ImmutableArray<string> DependsOn { get; init; } = [];

    /// <summary>What it takes to be ready: all of them. None means that it is ready once it has started.</summary>
    public ImmutableArray<WaitCondition> Waits { get; init; } = [];

    /// <summary>How long it may take to be ready, from its start.</summary>
    public TimeSpan WaitTimeout { get; init; } = DefaultWaitTimeout;

    /// <summary>How much the lines matter that it writes.</summary>
    public MessageLevel OutputLevel { get; init; } = MessageLevel.Normal;

    /// <summary>The TCP ports, in the container, that it listens at.</summary>
    public ImmutableArray<int> TcpPorts => [.. Run.Container.PortBindings.Where(port => port.Protocol == "tcp").Select(port => port.ContainerPort).Distinct()];

    /// <summary>Whether something of what it writes is there after it: then it is asked to end before it is killed.</summary>
    internal bool KeepsData => Run.Volumes.Any(volume => volume is { Source: not null, IsReadOnly: false });

    /// <summary>The item, for errors that are about it.</summary>
    internal ItemReference Item => ItemOf(Name);

    /// <summary>The item of a service.</summary>
    internal static ItemReference ItemOf(string name) => new(OptionNames.Service, name);
}
