using Harpoon.Engine.Diagnostics;
using Harpoon.Patterns;

namespace Harpoon.Engine.Context;

/// <summary>Paths inside a context: relative, with forward slashes.</summary>
internal static class ContextPath
{
    /// <summary>A file's path in the context's folder; null if it is none, or elsewhere.</summary>
    public static string? Inside(string folder, string? file)
    {
        if (file is null)
        {
            return null;
        }

        var relative = WithSlashes(Path.GetRelativePath(folder, file));
        return Path.IsPathRooted(relative) || Escapes(relative) ? null : relative;
    }

    /// <summary>A target path as it is sent.</summary>
    /// <exception cref="HarpoonException">HRP2108: it is empty, absolute or leads out of the context.</exception>
    public static string Target(string path, ItemReference? item)
    {
        var target = GoPath.Clean(WithSlashes(path.Trim()));
        return target == "." || target.StartsWith('/') || Path.IsPathRooted(target) || Escapes(target)
            ? throw new HarpoonException(Diagnostic.Of("HRP2108", path).About(item))
            : target;
    }

    /// <summary>On Windows alone a backslash parts folders.</summary>
    private static string WithSlashes(string path) => OperatingSystem.IsWindows() ? path.Replace('\\', '/') : path;

    private static bool Escapes(string path) => path == ".." || path.StartsWith("../", StringComparison.Ordinal);
}
