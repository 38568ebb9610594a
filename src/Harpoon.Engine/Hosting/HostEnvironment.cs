namespace Harpoon.Engine.Hosting;

/// <summary>What is read of the machine that runs the build: never read from the process directly, since one process can run many builds.</summary>
/// <param name="Variable">Looks up an environment variable; null where it is not set.</param>
/// <param name="CurrentDirectory">The folder that relative paths start at: the project's.</param>
/// <param name="HomeDirectory">The user's home.</param>
public sealed record HostEnvironment(Func<string, string?> Variable, string CurrentDirectory, string HomeDirectory)
{
    /// <summary>The process's own environment.</summary>
    /// <param name="currentDirectory">The folder that relative paths start at.</param>
    public static HostEnvironment OfProcess(string currentDirectory) => new(
        Environment.GetEnvironmentVariable,
        currentDirectory,
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    /// <summary>A path as the user wrote it, made absolute.</summary>
    public string FullPath(string path) => Path.GetFullPath(path, CurrentDirectory);
}
