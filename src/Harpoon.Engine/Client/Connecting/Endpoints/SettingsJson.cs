using System.Text.Json;

namespace Harpoon.Engine.Client.Connecting.Endpoints;

/// <summary>The docker CLI's JSON as the CLI reads it, which is Go's way: names in any case, the last of several, and nothing after the first value.</summary>
/// <remarks>https://pkg.go.dev/encoding/json#Unmarshal</remarks>
internal static class SettingsJson
{
    /// <summary>Reads the first value; null if there is none, or it is not an object.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static JsonDocument? Parse(ReadOnlySpan<byte> text)
    {
        if (text.Trim(" \t\r\n"u8).IsEmpty)
        {
            return null;
        }

        var reader = new Utf8JsonReader(text);
        var document = JsonDocument.ParseValue(ref reader);
        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            return document;
        }

        document.Dispose();
        return null;
    }

    /// <summary>A field of an object; null if the object has none, or the parent is no object.</summary>
    public static JsonElement? Child(JsonElement? parent, string name)
    {
        JsonElement? found = null;
        foreach (var property in Properties(parent))
        {
            found = property.Name.Equals(name, StringComparison.OrdinalIgnoreCase) ? property.Value : found;
        }

        return found;
    }

    /// <summary>A field's text; null if there is none, or it is empty.</summary>
    public static string? Text(JsonElement? parent, string name) => Text(Child(parent, name));

    /// <summary>A value's text; null if it is none, or empty.</summary>
    public static string? Text(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 } content ? content : null;

    /// <summary>The fields of an object; none of anything else.</summary>
    public static IEnumerable<JsonProperty> Properties(JsonElement? parent) =>
        parent is { ValueKind: JsonValueKind.Object } found ? found.EnumerateObject() : [];
}
