using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Harpoon.BuildKit.Content;
using Harpoon.Engine.Builds.Caches;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Builds.BuildKit.Caches;

/// <summary>The caches of one build.</summary>
/// <param name="From">Where BuildKit reads.</param>
/// <param name="To">Where it writes.</param>
internal sealed record SolvedCaches(ImmutableArray<SolvedCache> From, ImmutableArray<SolvedCache> To)
{
    /// <summary>The folders that the session offers for them.</summary>
    public IReadOnlyDictionary<string, ContentFolder> Folders
    {
        get
        {
            var folders = new Dictionary<string, ContentFolder>(StringComparer.Ordinal);
            foreach (var cache in From.AddRange(To).Where(cache => cache.Folder is not null))
            {
                // One that is written is read too.
                folders["local:" + (cache.Request.Attributes.GetValueOrDefault("dest") ?? cache.Request.Attributes["src"])] = cache.Folder!;
            }

            return folders;
        }
    }

    /// <summary>The registries that it writes to, by their keys, each with these logins.</summary>
    /// <param name="pushes">The logins.</param>
    /// <param name="images">The images that the build pushes itself.</param>
    public IReadOnlyDictionary<string, RegistryCredentials> WritesTo(RegistryCredentials pushes, params IEnumerable<string> images)
    {
        var registries = images.Select(image => RegistryName.KeyOf(ImageReference.Split(image).Registry))
            .Distinct(StringComparer.Ordinal).ToDictionary(registry => registry, _ => pushes, StringComparer.Ordinal);
        foreach (var cache in To.Where(cache => cache.Cache.Type == CacheType.Registry))
        {
            registries[RegistryName.KeyOf(ImageReference.Split(cache.Cache.Name).Registry)] = pushes;
        }

        return registries;
    }

    /// <summary>The parts of the build that write a cache, by the digests that BuildKit gives them: it numbers those that are not inline.</summary>
    /// <param name="session">The session's id.</param>
    public ImmutableDictionary<string, SolvedCache> Exports(string session) => To
        .Where(cache => cache.Request.Type != "inline")
        .Select((cache, index) => KeyValuePair.Create(VertexOf(string.Create(CultureInfo.InvariantCulture, $"{session}-cache-{index}")), cache))
        .ToImmutableDictionary(StringComparer.Ordinal);

    private static string VertexOf(string id) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))}";
}
