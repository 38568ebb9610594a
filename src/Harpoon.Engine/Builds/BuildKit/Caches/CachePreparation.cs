using System.Collections.Immutable;
using Harpoon.Engine.Builds.Caches;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Builds.BuildKit.Caches;

/// <summary>Makes of the caches that a project names those that this build can use, as far as this machine knows.</summary>
/// <param name="host">Where folders and a runner's variables are.</param>
/// <param name="pushes">The logins to push.</param>
/// <param name="report">Gets what is left out.</param>
internal sealed class CachePreparation(HostEnvironment host, RegistryCredentials pushes, IReport report)
{
    private const string DefaultTag = "latest";

    /// <summary>Prepares them.</summary>
    /// <exception cref="HarpoonException">HRP3108, HRP3111: one is required, and is not available.</exception>
    public async Task<SolvedCaches> PrepareAsync(ImageBuildRequest request)
    {
        var to = ImmutableArray.CreateBuilder<SolvedCache>();
        foreach (var cache in request.CacheTo)
        {
            if (!cache.NeedsLogin || await HasLoginAsync(cache))
            {
                to.AddRange(Written(cache));
            }
        }

        return new SolvedCaches([.. request.CacheFrom.SelectMany(Read)], to.ToImmutable());
    }

    /// <summary>The tag of a local cache.</summary>
    internal static string TagOf(BuildCache cache) => cache.Attributes.GetValueOrDefault("tag", DefaultTag);

    private IEnumerable<SolvedCache> Written(BuildCache cache) => cache.Type switch
    {
        CacheType.Registry => [SolvedCache.InRegistry(cache, isWritten: true)],
        CacheType.Gha => [SolvedCache.OnRunner(cache, host, isWritten: true)],
        CacheType.Inline => [SolvedCache.Inline(cache)],
        _ => InFolder(cache, () =>
        {
            var path = PathOf(cache);
            Directory.CreateDirectory(path);
            return SolvedCache.InFolder(cache, path, digest: null);
        }),
    };

    private IEnumerable<SolvedCache> Read(BuildCache cache) => cache.Type switch
    {
        CacheType.Registry => [SolvedCache.InRegistry(cache, isWritten: false)],
        CacheType.Gha => [SolvedCache.OnRunner(cache, host, isWritten: false)],
        _ => InFolder(cache, () => Found(cache)),
    };

    private SolvedCache? Found(BuildCache cache)
    {
        var path = PathOf(cache);
        if ((cache.Attributes.GetValueOrDefault("digest") ?? new CacheLayout(path).Find(TagOf(cache))) is { } digest
            && SolvedCache.InFolder(cache, path, digest) is var found && found.Folder!.Find(digest) is not null)
        {
            return found;
        }

        var missing = cache.Attributes.TryGetValue("digest", out var wanted) ? $"{path} has no {wanted}" : $"{path} has no cache with the tag {TagOf(cache)}";
        if (cache.Required == true)
        {
            throw new HarpoonException(cache.About(Diagnostic.Of("HRP3111", cache.Name, missing)));
        }

        report.Message(MessageLevel.Normal, $"The cache '{cache.Name}' is not read: {missing}.");
        return null;
    }

    private IEnumerable<SolvedCache> InFolder(BuildCache cache, Func<SolvedCache?> prepare)
    {
        try
        {
            return prepare() is { } prepared ? [prepared] : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            CacheProblem.Report(cache, Diagnostic.Of("HRP3108", cache.Name, e.Message), report);
            return [];
        }
    }

    private string PathOf(BuildCache cache) =>
        cache.Name.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(host.HomeDirectory, cache.Name[2..]) : host.FullPath(cache.Name);

    /// <summary>Without a login to push, the cache is only read.</summary>
    private async Task<bool> HasLoginAsync(BuildCache cache)
    {
        var registry = ImageReference.Split(cache.Name).Registry;
        string reason;
        try
        {
            if (await pushes.FindAsync(registry) is not null)
            {
                return true;
            }

            reason = $"there is no login to push to {registry}";
        }
        catch (HarpoonException e)
        {
            reason = e.Diagnostics[0].Text;
        }

        report.Message(MessageLevel.Normal, $"The cache '{cache.Name}' is read and not written: {reason}.");
        return false;
    }
}
