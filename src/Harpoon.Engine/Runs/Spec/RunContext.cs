using Harpoon.Engine.Client;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Runs.Consoles;

namespace Harpoon.Engine.Runs.Spec;

/// <summary>A run, as each of its steps needs it: what to run, where, and who gets its messages.</summary>
/// <param name="Options">What to run.</param>
/// <param name="Engine">Where.</param>
/// <param name="Host">Whose docker settings name the proxies that containers get, and the logins to registries.</param>
/// <param name="Report">Gets Harpoon's messages and, unless there is a <see cref="Console"/>, the output, a line at a time.</param>
public sealed record RunContext(ContainerRunOptions Options, IEngine Engine, HostEnvironment Host, IReport Report)
{
    /// <summary>Where the container's streams go and come from; null reports the output.</summary>
    public RunConsole? Console { get; init; }

    /// <summary>Puts files into the container once it is created, before it starts; null for none.</summary>
    public Func<string, CancellationToken, Task>? Prepare { get; init; }

    /// <summary>What the command needs beside it; null for nothing.</summary>
    internal IRunDependencies? Dependencies { get; init; }

    /// <summary>This process, which owns what the run creates.</summary>
    internal BuildProcess Process { get; init; } = BuildProcess.OfThisProcess();

    /// <summary>Gives up creating, attaching and starting the container.</summary>
    internal CancellationToken SetUp { get; init; }

    /// <summary>Stops the container and removes it.</summary>
    internal CancellationToken Cancelled { get; init; }
}

/// <summary>What a run's command needs beside it.</summary>
internal interface IRunDependencies
{
    /// <summary>Waits until the command can start: its container is created meanwhile.</summary>
    Task ReadyAsync();

    /// <summary>The command has ended, and needs nothing more: this goes while its container is removed.</summary>
    Task ReleaseAsync();
}
