using System.Text.Json;
using Harpoon.BuildKit.Control;
using Harpoon.Engine.Builds.BuildKit.Progress;
using Harpoon.Engine.Builds.Caches;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.BuildKit.Caches;

/// <summary>What becomes of a build's caches.</summary>
/// <param name="caches">The caches.</param>
/// <param name="session">The session's id.</param>
/// <param name="report">Gets what goes wrong with them.</param>
internal sealed class CacheResults(SolvedCaches caches, string session, IReport report)
{
    /// <summary>The caches that BuildKit is asked for.</summary>
    public SolvedCaches Caches { get; private set; } = caches;

    /// <summary>Whether the build goes on if a part of it fails.</summary>
    /// <param name="vertex">The part's digest.</param>
    public bool IsOptional(string vertex) => Caches.Exports(session).GetValueOrDefault(vertex) is { IsOptional: true };

    /// <summary>Whether BuildKit refused a build only for a cache that it can do without. It says so before it builds anything.</summary>
    public bool IsRefusal(SolveFailure failure) => Caches.To.Any(cache => IsRefused(cache, failure));

    /// <summary>Leaves out what <see cref="IsRefusal"/> is about, with a warning.</summary>
    /// <returns>Whether there was something to leave out.</returns>
    public bool LeaveOut(SolveFailure failure)
    {
        if (Caches.To.FirstOrDefault(cache => IsRefused(cache, failure)) is not { } refused)
        {
            return false;
        }

        report.Warning(refused.Cache.About(Problem(refused.Cache, failure.Message)));
        Caches = Caches with { To = Caches.To.RemoveAll(cache => cache.Request.Type == refused.Request.Type && cache.IsOptional) };
        return true;
    }

    /// <summary>The cache that could not be written and made the build fail; null if something else did.</summary>
    public Diagnostic? FailureOf(BuildKitLog log, SolveFailure failure)
    {
        foreach (var (vertex, export) in Caches.Exports(session))
        {
            if (!export.IsOptional && (failure.Vertex is null || failure.Vertex == vertex) && log.FailedAt(vertex) is { Error: { } error })
            {
                return export.Cache.About(Problem(export.Cache, error));
            }
        }

        return Caches.To.FirstOrDefault(cache => IsNamedBy(cache, failure)) is { } refused
            ? refused.Cache.About(Problem(refused.Cache, failure.Message))
            : null;
    }

    /// <summary>Whether a cache could not be written, though the build went well.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>The build went well: reports the caches that did not, and says in each folder what it has.</summary>
    /// <exception cref="HarpoonException">HRP3108, HRP3111: one is required.</exception>
    public async Task FinishAsync(BuildKitLog log, CancellationToken cancellationToken)
    {
        foreach (var (vertex, export) in Caches.Exports(session))
        {
            if (log.FailedAt(vertex) is { Error: { } error })
            {
                HasFailed = true;
                report.Warning(export.Cache.About(Problem(export.Cache, error)));
            }
            else if ((export.Folder?.LastNamed is not { } digest || await IndexAsync(export, digest, cancellationToken)) && log.HasEnded(vertex))
            {
                var place = export.Cache.Type == CacheType.Gha ? $"gha, scope {export.Request.Attributes["scope"]}" : export.Cache.Name;
                report.Message(MessageLevel.Normal, $"Wrote the cache {place}.");
            }
        }

        foreach (var import in Caches.From.Where(import => import.Cache.Required == true))
        {
            if (log.FailedImport(import.Cache.Type == CacheType.Registry ? import.Cache.Name : $"{import.Request.Type}:") is { } error)
            {
                throw new HarpoonException(import.Cache.About(Diagnostic.Of("HRP3111", import.Cache.Name, error.Trim())));
            }
        }
    }

    private static bool IsRefused(SolvedCache cache, SolveFailure failure) => cache.IsOptional && IsNamedBy(cache, failure);

    private static bool IsNamedBy(SolvedCache cache, SolveFailure failure) =>
        failure.Message.Contains($"failed to configure {cache.Request.Type} cache exporter", StringComparison.Ordinal)
        || failure.Message.Contains($"unknown cache exporter: \"{cache.Request.Type}\"", StringComparison.Ordinal);

    private static Diagnostic Problem(BuildCache cache, string error) => Diagnostic.Of("HRP3107", cache.Name, error.Trim());

    /// <summary>As BuildKit's own client does. The digest is not taken from the engine's response, which has that of one cache only.</summary>
    /// <returns>Whether it could be written.</returns>
    private async Task<bool> IndexAsync(SolvedCache export, string digest, CancellationToken cancellationToken)
    {
        try
        {
            if (export.Folder!.Find(digest) is { } file && MediaType(await File.ReadAllBytesAsync(file.FullName, cancellationToken)) is { } mediaType)
            {
                await new CacheLayout(export.Request.Attributes["dest"])
                    .PutAsync(CachePreparation.TagOf(export.Cache), mediaType, digest, file.Length, cancellationToken);
            }

            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            CacheProblem.Report(export.Cache, Diagnostic.Of("HRP3108", export.Cache.Name, e.Message), report);
            return false;
        }
    }

    /// <summary>What a manifest or an index says that it is; null for anything else.</summary>
    private static string? MediaType(byte[] content)
    {
        using var json = JsonDocument.Parse(content);
        var root = json.RootElement;
        return (root.TryGetProperty("layers", out _) || root.TryGetProperty("manifests", out _)) && root.TryGetProperty("mediaType", out var type) ? type.GetString() : null;
    }
}
