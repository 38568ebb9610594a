using Harpoon.BuildKit.Control;
using Harpoon.BuildKit.Grpc;
using Harpoon.Engine.Builds.Caches;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.BuildKit.Caches;

/// <summary>Which caches an engine's BuildKit has. That of the older store reads those of registries and folders, and writes inline ones.</summary>
/// <param name="worker">What BuildKit says of itself.</param>
/// <param name="engine">The engine.</param>
/// <param name="report">Gets what is left out.</param>
internal sealed class CacheSupport(Worker worker, EngineCapabilities engine, IReport report)
{
    /// <summary>The first with the second version of the cache service of GitHub Actions, which alone is there on github.com.</summary>
    private static readonly Version FirstWithSecondService = new(0, 20);

    /// <summary>The caches that it has.</summary>
    /// <exception cref="HarpoonException">HRP3104, HRP3106: one is not available, and may not be left out.</exception>
    public static async Task<SolvedCaches> FilterAsync(
        SolvedCaches caches, ControlClient control, EngineCapabilities engine, IReport report, CancellationToken cancellationToken)
    {
        if (!caches.To.Any(cache => cache.Cache.Type != CacheType.Inline) && !caches.From.Any(cache => cache.Cache.Type == CacheType.Gha))
        {
            return caches;
        }

        try
        {
            return await control.ListWorkersAsync(cancellationToken) is [var worker, ..] ? new CacheSupport(worker, engine, report).Filter(caches) : caches;
        }
        catch (RpcException)
        {
            // The build itself will show what it can do.
            return caches;
        }
    }

    private SolvedCaches Filter(SolvedCaches caches) => new(
        [.. caches.From.Where(cache => worker.Snapshotter is null ? IsReadByOlderStore(cache.Cache) : HasService(cache))],
        [.. caches.To.Where(cache => worker.Snapshotter is null ? IsWrittenByOlderStore(cache.Cache) : HasService(cache))]);

    private bool IsWrittenByOlderStore(BuildCache cache)
    {
        if (cache.Type == CacheType.Inline)
        {
            return true;
        }

        var problem = cache.About(Diagnostic.Of(
            (cache.IsShortForm, engine.HasContainerdStore) switch
            {
                (false, true) => "HRP3104",
                (false, false) => "HRP3104.Old",
                (true, true) => "HRP3104.Property",
                (true, false) => "HRP3104.PropertyOld",
            },
            cache.Name, CacheItem.NameOf(cache.Type)));
        if (cache.Required != false)
        {
            throw new HarpoonException(problem);
        }

        report.Warning(problem);
        return false;
    }

    private bool IsReadByOlderStore(BuildCache cache)
    {
        if (cache.Type != CacheType.Gha)
        {
            return true;
        }

        CacheProblem.Report(cache, Diagnostic.Of("HRP3106", cache.Name, "gha", "its graph-driver store reads caches of type registry and local only"), report);
        return false;
    }

    private bool HasService(SolvedCache cache)
    {
        if (!cache.Request.Attributes.ContainsKey("url_v2") || Number(worker.Version) is not { } version || version >= FirstWithSecondService)
        {
            return true;
        }

        CacheProblem.Report(
            cache.Cache, Diagnostic.Of("HRP3106", cache.Cache.Name, "gha", $"it is {worker.Version}, and the runner's cache service needs v0.20, which is in Docker 28"), report);
        return false;
    }

    /// <summary>The number in <c>v0.25.1-docker</c>; null if there is none.</summary>
    private static Version? Number(string? text) =>
        Version.TryParse((text ?? "").TrimStart('v').Split('-', '+')[0], out var number) ? number : null;
}
