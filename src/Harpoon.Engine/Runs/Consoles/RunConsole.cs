using System.Threading.Channels;
using Harpoon.Engine.Client.Api.Containers;

namespace Harpoon.Engine.Runs.Consoles;

/// <summary>Someone who sits at a run: the container's streams go there and come from there as they are, byte by byte.</summary>
/// <param name="Output">Gets the container's standard output; all that it writes, where it has a terminal.</param>
/// <param name="Error">Gets its standard error.</param>
public sealed record RunConsole(Stream Output, Stream Error)
{
    /// <summary>Goes to the container's standard input, up to its end; null gives it none.</summary>
    public Stream? Input { get; init; }

    /// <summary>Called when the container is attached to and about to start: from then on the console is its own. Null for nothing.</summary>
    public Action? Attached { get; init; }

    /// <summary>Events for the container while it runs; null for nothing.</summary>
    public ChannelReader<ConsoleEvent>? Events { get; init; }
}

/// <summary>Something that happens at the console and that the container gets while it runs.</summary>
public abstract record ConsoleEvent;

/// <summary>The console has this size now: the container's terminal gets it.</summary>
/// <param name="Size">The size.</param>
public sealed record ConsoleResized(TerminalSize Size) : ConsoleEvent;

/// <summary>A signal for the container's first process.</summary>
/// <param name="Signal">The signal's name, as <c>SIGINT</c>.</param>
public sealed record ConsoleSignalled(string Signal) : ConsoleEvent;
