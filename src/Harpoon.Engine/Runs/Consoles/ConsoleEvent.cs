namespace Harpoon.Engine.Runs.Consoles;

/// <summary>Something that a container is told while it runs.</summary>
public abstract record ConsoleEvent;
