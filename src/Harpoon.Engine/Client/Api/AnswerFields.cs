using System.Text.Json;

namespace Harpoon.Engine.Client.Api;

/// <summary>Fields of an answer that it can't do without.</summary>
internal static class AnswerFields
{
    /// <summary>The id of an object of the engine. It becomes a part of further calls' paths, so that nothing else may be in it.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static string Id(this JsonElement json, string name = "Id") =>
        Id(json.GetProperty(name).GetString(), name);

    /// <inheritdoc cref="Id(JsonElement, string)"/>
    public static string Id(string? value, string name = "Id") =>
        value is { Length: > 0 } id && id.All(IsOfId) ? id : throw new JsonException($"'{name}' is no id.");

    private static bool IsOfId(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is ':' or '-' or '_' or '.' or '+';
}
