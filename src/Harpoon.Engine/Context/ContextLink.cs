using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Context;

/// <summary>Symbolic links, as they were written.</summary>
internal static class ContextLink
{
    /// <summary>Where a link points to.</summary>
    /// <exception cref="HarpoonException">HRP2105: it is gone; HRP2106: its target is not UTF-8; HRP2102: it can't be read.</exception>
    public static string Read(string path)
    {
        var target = Target(path) ?? throw new HarpoonException(Diagnostic.Of("HRP2105", path));
        return target.Contains(ContextName.Replacement, StringComparison.Ordinal)
            ? throw new HarpoonException(Diagnostic.Of("HRP2106", $"{path} -> {target}"))
            : OperatingSystem.IsWindows() ? target.Replace('\\', '/') : target;
    }

    private static string? Target(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new HarpoonException(Diagnostic.Of("HRP2102", path, problem.Message), problem);
        }
    }
}
