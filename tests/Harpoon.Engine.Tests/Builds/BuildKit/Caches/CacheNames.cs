using Harpoon.Engine.Builds.Caches;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Tests.Builds.BuildKit.Caches;

/// <summary>Caches by their names.</summary>
internal static class CacheNames
{
    /// <summary>A cache in a registry, as an item names it.</summary>
    public static BuildCache AsCache(this string image) => new(image) { Item = new ItemReference("DockerCacheFrom", image) };
}
