namespace Harpoon.Engine.Engines;

/// <summary>How a container is.</summary>
/// <param name="Name">Its name, without the slash that the engine puts before it.</param>
/// <param name="Running">Whether its command runs.</param>
/// <param name="ExitCode">The exit code of its last run; 0 before.</param>
/// <param name="OutOfMemory">Whether the kernel ended it for using more memory than it may.</param>
/// <param name="Error">Why the engine could not run it; empty where it could.</param>
public sealed record ContainerState(string Name, bool Running, int ExitCode, bool OutOfMemory, string Error);
