using Harpoon.Engine.Builds.Caches;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.BuildKit.Caches;

/// <summary>Something that went wrong with a cache while the build can go on without it.</summary>
internal static class CacheProblem
{
    /// <summary>Warns.</summary>
    /// <exception cref="HarpoonException">The cache is required.</exception>
    public static void Report(BuildCache cache, Diagnostic diagnostic, IReport report)
    {
        if (cache.Required == true)
        {
            throw new HarpoonException(cache.About(diagnostic));
        }

        report.Warning(cache.About(diagnostic));
    }
}
