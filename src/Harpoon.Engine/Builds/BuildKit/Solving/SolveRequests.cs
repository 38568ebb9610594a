using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Harpoon.BuildKit.Control;
using Harpoon.Engine.Builds.Metadata;
using Harpoon.Engine.Builds.BuildKit.Caches;
using Harpoon.Engine.Builds.Remote.Addresses;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Builds.Steps;
using Harpoon.Engine.Context;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Builds.BuildKit.Solving;

/// <summary>A request in BuildKit's words. See <see href="https://github.com/moby/buildkit/blob/master/frontend/dockerui/config.go"/>.</summary>
internal static class SolveRequests
{
    /// <summary>dockerd's name for its own image store.</summary>
    private const string EngineStore = "moby";

    /// <summary>BuildKit's own exporter to containerd's store.</summary>
    private const string BuildKitImage = "image";

    /// <summary>BuildKit's exporter of an image's archive, which an engine loads.</summary>
    private const string Archive = "docker";

    private const string InlineCache = "inline";

    private const string InlineCacheArgument = "BUILDKIT_INLINE_CACHE";

    /// <summary>What a frontend must know, or pass on to the one that it runs; one that does neither fails, and takes no name for an image's.</summary>
    private const string ContextsCapability = "moby.buildkit.frontend.contexts+forward";

    /// <param name="request">What to build.</param>
    /// <param name="session">The id of the session that serves it.</param>
    /// <param name="caches">The caches that it reads and writes; null for none.</param>
    public static SolveRequest Of(ImageBuildRequest request, string session, SolvedCaches? caches = null)
    {
        ImmutableArray<SolveCache> imports = [.. caches?.From.Select(cache => cache.Request) ?? []];
        ImmutableArray<SolveCache> exports = [.. caches?.To.Select(cache => cache.Request) ?? []];
        return new SolveRequest(Guid.NewGuid().ToString("n"), session)
        {
            FrontendAttributes = Attributes(request, imports).ToImmutableSortedDictionary(StringComparer.Ordinal),
            Exporters = [Exporter(request)],
            CacheExports = SavesCacheInImage(request) && !exports.Any(cache => cache.Type == InlineCache) ? exports.Add(new(InlineCache, Map())) : exports,
            CacheImports = imports,
            Entitlements = [.. request.Steps.Entitlements.Union(request.Network == "host" ? [Entitlement.NetworkHost] : [])],
        };
    }

    /// <summary>The image, or what is written in place of it. A folder comes as a tar, which is unpacked here.</summary>
    private static SolveExporter Exporter(ImageBuildRequest request) => request.Output switch
    {
        null when request.Delivery == ImageDelivery.Engine => new(Archive, Map(("name", NamesOf(request))).SetItems(MetadataAttributes.OfExporter(request.Metadata))),
        null when request.Delivery == ImageDelivery.Registry => new(BuildKitImage, Map(("name", NamesOf(request)), ("push", "true")).SetItems(MetadataAttributes.OfExporter(request.Metadata))),
        null => ImageOf(request),
        { IsImage: true } image => new(image.Type, image.Attributes.SetItem("name", NamesOf(request)).SetItems(MetadataAttributes.OfExporter(request.Metadata))),
        var files => new("tar", files.Attributes.SetItems(MetadataAttributes.OfExporter(request.Metadata))),
    };

    /// <summary>dockerd unpacks each image that its own exporter writes, and BuildKit unpacks none whose times it rewrites: the engine does that when the image is first used.</summary>
    private static SolveExporter ImageOf(ImageBuildRequest request) => new(
        request.Metadata.RewritesTimestamps ? BuildKitImage : EngineStore,
        Map(("name", NamesOf(request))).SetItems(MetadataAttributes.OfExporter(request.Metadata)));

    private static string NamesOf(ImageBuildRequest request) => string.Join(',', request.Names.Select(FullName));

    private static IEnumerable<KeyValuePair<string, string>> Attributes(ImageBuildRequest request, ImmutableArray<SolveCache> imports)
    {
        yield return new("filename", ContextContents.ServedDockerfile);
        yield return new("image-resolve-mode", request.Pull ? "pull" : "default");
        if (request.Target is { } target)
        {
            yield return new("target", target);
        }

        if (request.Platform is not null || !request.Platforms.IsEmpty)
        {
            yield return new("platform", request.Platform ?? string.Join(',', request.Platforms));
        }

        foreach (var attribute in StepAttributes.Of(request.NoCache ? request.Steps with { NoCacheStages = [] } : request.Steps))
        {
            yield return attribute;
        }

        foreach (var attribute in MetadataAttributes.OfFrontend(request.Metadata))
        {
            yield return attribute;
        }

        if (request.NoCache)
        {
            // No stage is named, so all are meant.
            yield return new("no-cache", "");
        }

        if (request.Network is "host" or "none")
        {
            yield return new("force-network-mode", request.Network);
        }

        foreach (var (name, value) in request.Arguments)
        {
            if (value is not null)
            {
                yield return new($"build-arg:{name}", value);
            }
        }

        foreach (var (name, value) in request.Labels)
        {
            yield return new($"label:{name}", value);
        }

        foreach (var context in request.NamedContexts)
        {
            yield return new($"context:{context.Name}", context.Address);
        }

        if (!request.NamedContexts.IsEmpty)
        {
            yield return new("frontend.caps", ContextsCapability);
        }

        if (!imports.IsEmpty)
        {
            yield return new("cache-imports", Json(imports));
        }
    }

    private static string Json(ImmutableArray<SolveCache> caches) => new JsonArray([.. caches.Select(cache => new JsonObject
    {
        ["Type"] = cache.Type,
        ["Attrs"] = new JsonObject(cache.Attributes.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value))),
    })]).ToJsonString();

    /// <summary>The argument that makes the docker CLI's builder do so too. Go's words for true.</summary>
    private static bool SavesCacheInImage(ImageBuildRequest request) =>
        request.Arguments.GetValueOrDefault(InlineCacheArgument) is "1" or "t" or "T" or "true" or "TRUE" or "True";

    /// <summary>containerd's store takes a name as it is: without its registry it would be another.</summary>
    private static string FullName(string tag)
    {
        var reference = ImageReference.Split(tag);
        return (reference with { Name = $"{reference.Registry}/{reference.Path}" }).Tagged() is var full && full.Digest is null
            ? $"{full.Name}:{full.Tag}"
            : tag;
    }

    private static ImmutableSortedDictionary<string, string> Map(params (string Name, string Value)[] pairs) =>
        pairs.ToImmutableSortedDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
}
