using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Diagnostics.Text;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Builds.Caches;

/// <summary>Reads an item of <c>@(DockerCacheFrom)</c> or <c>@(DockerCacheTo)</c>, before anything is sent.</summary>
public static class CacheItem
{
    private const string TypeName = "Type";
    private const string RequiredName = "Required";

    private static readonly Dictionary<string, CacheType> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["registry"] = CacheType.Registry,
        ["local"] = CacheType.Local,
        ["gha"] = CacheType.Gha,
        ["inline"] = CacheType.Inline,
    };

    /// <summary>The metadata that an item may have.</summary>
    public static ImmutableArray<string> Metadata { get; } = [TypeName, RequiredName, .. CacheAttribute.All.Select(attribute => attribute.Metadata)];

    /// <summary>Reads a place that the build reads a cache from. What only matters where a cache is written may be there too.</summary>
    /// <param name="include">The item's text.</param>
    /// <param name="metadata">The value of metadata; empty for none.</param>
    /// <exception cref="HarpoonException">HRP3001, HRP3100–HRP3103.</exception>
    public static BuildCache From(string include, Func<string, string> metadata)
    {
        var cache = Read(new ItemReference(OptionNames.CacheFrom, include), metadata);
        return cache.Type == CacheType.Inline
            ? throw Wrong(cache.Item!, "HRP3103", "Type=\"inline\"", OptionNames.CacheFrom, "an inline cache is read from the image that has it: name the image, and remove Type")
            : cache with { Attributes = cache.Attributes.Where(pair => CacheAttribute.Of(pair.Key).IsForReading).ToImmutableDictionary() };
    }

    /// <summary>Reads a place that the build writes a cache to.</summary>
    /// <inheritdoc cref="From"/>
    public static BuildCache To(string include, Func<string, string> metadata) => Read(new ItemReference(OptionNames.CacheTo, include), metadata);

    private static BuildCache Read(ItemReference item, Func<string, string> metadata)
    {
        var name = item.Include.Trim();
        if (CacheForm.Of(name) is { } written)
        {
            throw Wrong(item, "HRP3101", name, $"<{item.Name} {written} />");
        }

        var type = TypeOf(item, metadata(TypeName).Trim());
        if (type == CacheType.Registry && !ImageReference.TryParse(name, out _))
        {
            ThrowAbout(item, () => ImageReference.Parse(name));
        }

        return new BuildCache(name) { Type = type, Required = RequiredOf(item, metadata(RequiredName)), Attributes = AttributesOf(item, type, metadata), Item = item };
    }

    private static CacheType TypeOf(ItemReference item, string text) =>
        text.Length == 0
            ? Types.ContainsKey(item.Include.Trim()) ? throw Wrong(item, "HRP3101", item.Include, $"<{item.Name} Include=\"{item.Include}\" Type=\"{item.Include}\" />") : CacheType.Registry
        : Types.TryGetValue(text, out var type) ? type
        : throw Wrong(item, "HRP3100", text, NearestName.Of(text, Types.Keys) is { } nearest ? $" Did you mean {nearest}?" : "");

    private static bool? RequiredOf(ItemReference item, string text) =>
        text.Trim().Length == 0 ? null
        : CacheAttribute.Boolean(text.Trim()) is { } value ? value == "true"
        : throw Wrong(item, "HRP3102", RequiredName, item.Name, item.Include, text, "true or false");

    private static ImmutableDictionary<string, string> AttributesOf(ItemReference item, CacheType type, Func<string, string> metadata)
    {
        var attributes = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var attribute in CacheAttribute.All)
        {
            var text = metadata(attribute.Metadata).Trim();
            if (text.Length == 0)
            {
                continue;
            }

            if (!attribute.Types.Contains(type))
            {
                throw Wrong(
                    item, "HRP3103", attribute.Metadata, $"a cache of type {NameOf(type)}",
                    $"it belongs to type {string.Join(", ", attribute.Types.Select(NameOf))}");
            }

            attributes[attribute.Name] = attribute.Read(text) ?? throw Wrong(item, "HRP3102", attribute.Metadata, item.Name, item.Include, text, attribute.Values);
        }

        return attributes.ToImmutable();
    }

    /// <summary>BuildKit's name of a type.</summary>
    internal static string NameOf(CacheType type) => Types.First(pair => pair.Value == type).Key;

    private static HarpoonException Wrong(ItemReference item, string code, params object?[] arguments) => new(Diagnostic.Of(code, arguments).About(item));

    private static void ThrowAbout(ItemReference item, Func<ImageReference> read)
    {
        try
        {
            _ = read();
        }
        catch (HarpoonException e)
        {
            throw new HarpoonException([.. e.Diagnostics.Select(diagnostic => diagnostic.About(item))], e);
        }
    }
}
