using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Registries.Distribution;

/// <summary>Reads what a registry answers with: manifests, tokens and errors are read whole, to a limit.</summary>
internal static class RegistryAnswer
{
    /// <summary>In bytes. Registries take no manifest over 4 MB.</summary>
    private const int Longest = 8 << 20;

    private const int PieceSize = 16 << 10;

    /// <summary>Reads a body.</summary>
    /// <exception cref="RegistryCallException">It is too long.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = new ArrayBufferWriter<byte>();
        await using var content = await response.Content.ReadAsStreamAsync(cancellationToken);
        while (await content.ReadAsync(body.GetMemory(PieceSize), cancellationToken) is > 0 and var count)
        {
            body.Advance(count);
            if (body.WrittenCount > Longest)
            {
                throw new RegistryCallException(DiagnosticTexts.Format("Detail.AnswerTooLong", Longest >> 20));
            }
        }

        return body.WrittenMemory;
    }

    /// <summary>What a refusal says: <c>{"errors":[{"code":"DENIED","message":"…"}]}</c>, or its status alone.</summary>
    public static async Task<RegistryCallException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var text = string.Create(CultureInfo.InvariantCulture, $"{status} {response.ReasonPhrase}").TrimEnd();
        var words = Words(await ReadAsync(response, cancellationToken));
        return new RegistryCallException(words.Length == 0 ? text : $"{text}: {words}", status);
    }

    private static string Words(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array
                ? string.Join("; ", errors.EnumerateArray().Select(WordsOf))
                : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }

    private static string WordsOf(JsonElement error) =>
        string.Join(": ", new[] { Text(error, "code")?.ToLowerInvariant(), Text(error, "message") }.Where(text => !string.IsNullOrEmpty(text)));

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var child) && child.ValueKind == JsonValueKind.String ? child.GetString() : null;
}
