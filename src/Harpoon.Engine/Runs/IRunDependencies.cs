namespace Harpoon.Engine.Runs;

/// <summary>What a run's command needs beside it.</summary>
internal interface IRunDependencies
{
    /// <summary>Waits until the command can start: its container is created meanwhile.</summary>
    Task ReadyAsync();

    /// <summary>The command has ended, and needs nothing more: this goes while its container is removed.</summary>
    Task ReleaseAsync();
}
