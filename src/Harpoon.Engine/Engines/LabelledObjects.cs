using System.Collections.Immutable;
using System.Text.Json;

namespace Harpoon.Engine.Engines;

/// <summary>Reads the engine's lists of containers and networks.</summary>
internal static class LabelledObjects
{
    public static IReadOnlyList<LabelledObject> Read(ReadOnlyMemory<byte> answer)
    {
        using var json = JsonDocument.Parse(answer);
        return [.. json.RootElement.EnumerateArray().Select(Read)];
    }

    private static LabelledObject Read(JsonElement item) =>
        new(item.GetProperty("Id").GetString()!, NameOf(item), LabelsOf(item));

    // A network has one name; a container a list of them, each with a slash before it.
    private static string NameOf(JsonElement item) =>
        item.TryGetProperty("Name", out var name) ? name.GetString()!
        : item.TryGetProperty("Names", out var names) && names.ValueKind == JsonValueKind.Array && names.GetArrayLength() > 0
            ? names[0].GetString()!.TrimStart('/')
        : item.GetProperty("Id").GetString()!;

    private static ImmutableDictionary<string, string> LabelsOf(JsonElement item) =>
        item.TryGetProperty("Labels", out var labels) && labels.ValueKind == JsonValueKind.Object
            ? labels.EnumerateObject().ToImmutableDictionary(label => label.Name, label => label.Value.GetString() ?? "")
            : ImmutableDictionary<string, string>.Empty;
}
