using System.Collections.Immutable;
using System.Text.Json;

namespace Harpoon.Engine.Client.Api;

/// <summary>Fields of a request's JSON: what was not asked for is left out.</summary>
internal static class JsonFields
{
    public static void WriteText(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    public static void WriteNumber(this Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    public static void WriteFlag(this Utf8JsonWriter json, string name, bool value)
    {
        if (value)
        {
            json.WriteBoolean(name, true);
        }
    }

    public static void WriteList(this Utf8JsonWriter json, string name, ImmutableArray<string> values)
    {
        if (!values.IsEmpty)
        {
            json.WriteStartArray(name);
            foreach (var value in values)
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
        }
    }

    /// <summary>An object whose members are texts.</summary>
    public static void WriteTexts(this Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> values)
    {
        if (values.Count > 0)
        {
            json.WriteStartObject(name);
            foreach (var (key, value) in values)
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
        }
    }

    /// <summary>What Go calls a set: an object whose members are empty objects.</summary>
    public static void WriteSet(this Utf8JsonWriter json, string name, ImmutableArray<string> members)
    {
        if (!members.IsEmpty)
        {
            json.WriteStartObject(name);
            foreach (var member in members)
            {
                json.WriteStartObject(member);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }
    }
}
