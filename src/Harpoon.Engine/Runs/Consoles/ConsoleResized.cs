using Harpoon.Engine.Client.Api.Containers;

namespace Harpoon.Engine.Runs.Consoles;

/// <summary>The console has this size now: the container's terminal gets it.</summary>
/// <param name="Size">The size.</param>
public sealed record ConsoleResized(TerminalSize Size) : ConsoleEvent;
