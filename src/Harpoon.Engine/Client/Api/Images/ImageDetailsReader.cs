using System.Collections.Immutable;
using System.Text.Json;

namespace Harpoon.Engine.Client.Api.Images;

/// <summary>Reads what the engine says of images. A field that an engine leaves out is empty.</summary>
internal static class ImageDetailsReader
{
    private const string Hub = "docker.io/";
    private const string HubLibrary = Hub + "library/";

    /// <summary>Reads the answer of <c>GET /images/{name}/json</c>.</summary>
    public static ImageDetails ReadOne(JsonElement root)
    {
        var config = Child(root, "Config");
        return Common(root) with
        {
            Labels = Pairs(config, "Labels"),
            Digests = Digests(root),
            Platform = $"{Text(root, "Os")}/{Text(root, "Architecture")}",
            HasTriggers = Child(config, "OnBuild") is { ValueKind: JsonValueKind.Array } triggers && triggers.GetArrayLength() > 0,
            Triggers = [.. Texts(config, "OnBuild")],
            WorkingDirectory = Text(config, "WorkingDir"),
            Entrypoint = [.. Texts(config, "Entrypoint")],
            Command = [.. Texts(config, "Cmd")],
            Environment = [.. Texts(config, "Env")],
        };
    }

    /// <summary>Whether an <c>ONBUILD</c> is in the answer of <c>GET /images/{name}/history</c>.</summary>
    public static bool HasTriggersInHistory(JsonElement history) =>
        history.EnumerateArray().Any(layer => Text(layer, "CreatedBy").Contains("ONBUILD ", StringComparison.Ordinal));

    /// <summary>Reads the answer of <c>GET /images/json</c>.</summary>
    public static IReadOnlyList<ImageDetails> ReadList(JsonElement list) =>
        [.. list.EnumerateArray().Select(image => Common(image) with { Labels = Pairs(image, "Labels"), Digests = Digests(image) })];

    /// <summary>Reads the answer of <c>DELETE /images/{name}</c>: what was untagged and deleted, a line each.</summary>
    public static ImmutableArray<string> ReadRemoved(IList<IDictionary<string, string>> list) =>
        [.. list.SelectMany(entry => entry ?? throw new JsonException("An entry is null.")).Select(part => $"{part.Key}: {part.Value}")];

    private static ImageDetails Common(JsonElement image) => new(
        image.Id(),
        Tags(Texts(image, "RepoTags")),
        Child(image, "Size") is { ValueKind: JsonValueKind.Number } size ? size.GetInt64() : 0);

    private static ImmutableArray<string> Digests(JsonElement image) => [.. Texts(image, "RepoDigests").Select(Familiar)];

    private static List<string> Texts(JsonElement parent, string name)
    {
        var texts = new List<string>();
        if (Child(parent, name) is { ValueKind: JsonValueKind.Array } list)
        {
            foreach (var text in list.EnumerateArray())
            {
                texts.Add(text.GetString() ?? throw new JsonException($"'{name}' has no text."));
            }
        }

        return texts;
    }

    /// <summary>An image without a tag is listed as <c>&lt;none&gt;:&lt;none&gt;</c> by older engines. Podman names the registry also where that is Docker Hub.</summary>
    private static ImmutableArray<string> Tags(IEnumerable<string> tags) =>
        [.. tags.Where(tag => !tag.StartsWith("<none>", StringComparison.Ordinal)).Select(Familiar)];

    private static string Familiar(string reference) =>
        reference.StartsWith(HubLibrary, StringComparison.Ordinal) ? reference[HubLibrary.Length..]
        : reference.StartsWith(Hub, StringComparison.Ordinal) ? reference[Hub.Length..]
        : reference;

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
