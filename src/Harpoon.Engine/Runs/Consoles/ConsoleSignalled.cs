namespace Harpoon.Engine.Runs.Consoles;

/// <summary>A signal for the container's first process.</summary>
/// <param name="Signal">The signal's name, as <c>SIGINT</c>.</param>
public sealed record ConsoleSignalled(string Signal) : ConsoleEvent;
