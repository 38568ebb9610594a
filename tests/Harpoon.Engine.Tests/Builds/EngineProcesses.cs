namespace Harpoon.Engine.Tests.Builds;

/// <summary>The processes that an engine on this machine started for a step.</summary>
internal static class EngineProcesses
{
    /// <summary>Whether one has a text in its command line.</summary>
    public static bool Exist(string commandPart) => Directory.EnumerateDirectories("/proc").Any(process => HasCommand(process, commandPart));

    private static bool HasCommand(string process, string part)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Contains(part, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // No process, or one that has just ended.
            return false;
        }
    }
}
