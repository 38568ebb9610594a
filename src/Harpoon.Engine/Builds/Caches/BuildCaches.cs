using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Builds.Caches;

/// <summary>The caches of a build, of those that a project names: those that its builder has, here.</summary>
/// <param name="From">Where it is read from.</param>
/// <param name="To">Where it is written to.</param>
internal sealed record BuildCaches(ImmutableArray<BuildCache> From, ImmutableArray<BuildCache> To)
{
    /// <summary>Chooses.</summary>
    /// <param name="named">Those of the project's items.</param>
    /// <param name="shortForm"><c>$(DockerCache)</c>.</param>
    /// <param name="image">The image that is built.</param>
    /// <param name="whyClassic">Why the classic builder builds; null if BuildKit does.</param>
    /// <param name="host">This machine, which may be a runner of GitHub Actions.</param>
    /// <param name="report">Gets what is left out.</param>
    /// <exception cref="HarpoonException">HRP3105, HRP3109, HRP3110: one is required, and is not available.</exception>
    public static BuildCaches Of(
        BuildCaches named, string? shortForm, ImageReference image, string? whyClassic, HostEnvironment host, IReport report)
    {
        var both = CacheShortForm.Of(shortForm, image);
        var all = both is { } shortest ? new BuildCaches(named.From.Add(shortest.From), named.To.Add(shortest.To)) : named;
        ThrowIfTwice(all.To);
        return new BuildCaches(
            [.. all.From.Where(cache => IsThere(cache, host, report) && IsReadable(cache, whyClassic, report))],
            [.. all.To.Where(cache => IsThere(cache, host, report) && IsWritable(cache, whyClassic, report))]);
    }

    private static void ThrowIfTwice(ImmutableArray<BuildCache> caches)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (caches.FirstOrDefault(cache => !seen.Add($"{cache.Type}\n{(cache.Type == CacheType.Inline ? "" : cache.Name)}")) is { } again)
        {
            throw new HarpoonException(again.About(Diagnostic.Of("HRP3110", again.Name)));
        }
    }

    /// <summary>The cache of GitHub Actions is there on its runners alone: the same project builds elsewhere without.</summary>
    private static bool IsThere(BuildCache cache, HostEnvironment host, IReport report)
    {
        if (cache.Type != CacheType.Gha || RunnerCache.Missing(host) is not { } missing)
        {
            return true;
        }

        if (cache.Required == true || RunnerCache.IsRunner(host))
        {
            Refuse(cache, Diagnostic.Of("HRP3105", cache.Name, missing), isError: cache.Required == true, report);
        }
        else
        {
            report.Message(MessageLevel.Normal, $"The cache '{cache.Name}' of GitHub Actions is not used here: {missing} is not set.");
        }

        return false;
    }

    /// <summary>For the classic builder a cache is an image. One that a property names is BuildKit's, and would only take its own cache away.</summary>
    private static bool IsReadable(BuildCache cache, string? whyClassic, IReport report) =>
        whyClassic is null || (cache is { Type: CacheType.Registry, IsShortForm: false } || !RefusedByClassic(cache, whyClassic, report));

    private static bool IsWritable(BuildCache cache, string? whyClassic, IReport report) => whyClassic is null || !RefusedByClassic(cache, whyClassic, report);

    private static bool RefusedByClassic(BuildCache cache, string whyClassic, IReport report)
    {
        if (cache.IsShortForm)
        {
            report.Message(MessageLevel.Normal, $"The cache '{cache.Name}' is not used, because it needs BuildKit, and {whyClassic}.");
        }
        else
        {
            Refuse(cache, Diagnostic.Of("HRP3109", cache.Name, CacheItem.NameOf(cache.Type), whyClassic), cache.Required != false, report);
        }

        return true;
    }

    private static void Refuse(BuildCache cache, Diagnostic diagnostic, bool isError, IReport report)
    {
        if (isError)
        {
            throw new HarpoonException(cache.About(diagnostic));
        }

        report.Warning(cache.About(diagnostic));
    }
}
