using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Harpoon.Engine.DotnetRun;

/// <summary>Writes an expression as its pattern, its options and the milliseconds that one match may take.</summary>
internal sealed class RegexJson : JsonConverter<Regex>
{
    public override Regex Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        var parts = json.RootElement;
        return new Regex(parts[0].GetString()!, (RegexOptions)parts[1].GetInt32(), TimeSpan.FromMilliseconds(parts[2].GetDouble()));
    }

    public override void Write(Utf8JsonWriter writer, Regex value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(value.ToString());
        writer.WriteNumberValue((int)value.Options);
        writer.WriteNumberValue(value.MatchTimeout.TotalMilliseconds);
        writer.WriteEndArray();
    }
}
