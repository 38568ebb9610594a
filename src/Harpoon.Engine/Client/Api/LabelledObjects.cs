using System.Text.Json;

namespace Harpoon.Engine.Client.Api;

/// <summary>Reads the engine's lists of containers and networks.</summary>
internal static class LabelledObjects
{
    public static IReadOnlyList<LabelledObject> Read(JsonElement list)
    {
        var objects = new List<LabelledObject>();
        foreach (var item in list.EnumerateArray())
        {
            objects.Add(Of(item));
        }

        return objects;
    }

    /// <summary>Reads one of a list, or one network's description.</summary>
    public static LabelledObject Of(JsonElement item) => new(item.Id(), NameOf(item), LabelsOf(item))
    {
        ImageId = item.TryGetProperty("ImageID", out var image) && image.ValueKind == JsonValueKind.String ? image.GetString()! : "",
    };

    // A network has one name; a container a list of them, each with a slash before it. What others call it by a link has two.
    private static string NameOf(JsonElement item) =>
        item.TryGetProperty("Name", out var name) && name.GetString() is { Length: > 0 } single ? single
        : item.TryGetProperty("Names", out var names) && names.ValueKind == JsonValueKind.Array && names.GetArrayLength() > 0
            ? names.EnumerateArray().Select(text => (text.GetString() ?? "").TrimStart('/')).MinBy(text => text.Contains('/', StringComparison.Ordinal))!
        : item.Id();

    private static Dictionary<string, string> LabelsOf(JsonElement item)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        if (item.TryGetProperty("Labels", out var labels) && labels.ValueKind == JsonValueKind.Object)
        {
            foreach (var label in labels.EnumerateObject())
            {
                found[label.Name] = label.Value.GetString() ?? "";
            }
        }

        return found;
    }
}
