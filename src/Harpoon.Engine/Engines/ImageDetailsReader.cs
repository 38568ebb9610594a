using System.Collections.Immutable;
using System.Text.Json;

namespace Harpoon.Engine.Engines;

/// <summary>Reads what the engine says of images. A field that an engine leaves out is empty.</summary>
internal static class ImageDetailsReader
{
    /// <summary>Reads the answer of <c>GET /images/{name}/json</c>.</summary>
    public static ImageDetails ReadOne(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        var root = json.RootElement;
        var config = Child(root, "Config");
        return Common(root) with
        {
            Labels = Pairs(config, "Labels"),
            Platform = $"{Text(root, "Os")}/{Text(root, "Architecture")}",
            HasTriggers = Child(config, "OnBuild") is { ValueKind: JsonValueKind.Array } triggers && triggers.GetArrayLength() > 0,
        };
    }

    /// <summary>Reads the answer of <c>GET /images/json</c>.</summary>
    public static ImmutableArray<ImageDetails> ReadList(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        var images = ImmutableArray.CreateBuilder<ImageDetails>(json.RootElement.GetArrayLength());
        foreach (var image in json.RootElement.EnumerateArray())
        {
            images.Add(Common(image) with { Labels = Pairs(image, "Labels") });
        }

        return images.MoveToImmutable();
    }

    /// <summary>Reads the answer of <c>DELETE /images/{name}</c>: <c>Untagged: app:1.0</c>, <c>Deleted: sha256:…</c>.</summary>
    public static ImmutableArray<string> ReadRemoved(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        var removed = ImmutableArray.CreateBuilder<string>();
        foreach (var entry in json.RootElement.EnumerateArray())
        {
            foreach (var part in entry.EnumerateObject())
            {
                removed.Add($"{part.Name}: {part.Value.GetString()}");
            }
        }

        return removed.ToImmutable();
    }

    private static ImageDetails Common(JsonElement image) => new(
        Text(image, "Id"),
        Tags(image),
        Child(image, "Size") is { ValueKind: JsonValueKind.Number } size ? size.GetInt64() : 0);

    /// <summary>An image without a tag is listed as <c>&lt;none&gt;:&lt;none&gt;</c> by older engines.</summary>
    private static ImmutableArray<string> Tags(JsonElement image)
    {
        var tags = ImmutableArray.CreateBuilder<string>();
        if (Child(image, "RepoTags") is { ValueKind: JsonValueKind.Array } list)
        {
            foreach (var tag in list.EnumerateArray())
            {
                if (tag.GetString() is { } text && !text.StartsWith("<none>", StringComparison.Ordinal))
                {
                    tags.Add(text);
                }
            }
        }

        return tags.ToImmutable();
    }

    private static Dictionary<string, string> Pairs(JsonElement parent, string name)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Child(parent, name) is { ValueKind: JsonValueKind.Object } map)
        {
            foreach (var pair in map.EnumerateObject())
            {
                pairs[pair.Name] = pair.Value.GetString() ?? "";
            }
        }

        return pairs;
    }

    private static string Text(JsonElement parent, string name) =>
        Child(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    private static JsonElement Child(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var child) ? child : default;
}
