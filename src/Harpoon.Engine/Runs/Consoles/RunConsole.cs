using System.Threading.Channels;

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

    /// <summary>What is told to the container while it runs; null for nothing.</summary>
    public ChannelReader<ConsoleEvent>? Events { get; init; }
}
