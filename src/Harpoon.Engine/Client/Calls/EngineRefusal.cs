using System.Globalization;
using System.Text.Json;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Client.Http;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Client.Calls;

/// <summary>An answer that says no: 4xx or 5xx, with the engine's message.</summary>
internal static class EngineRefusal
{
    /// <summary>In bytes; what an engine says of a refusal is a sentence.</summary>
    private const int LongestBody = 1 << 20;

    /// <exception cref="HarpoonException">HRP1010: the engine refused the call; HRP1037: it wants a newer client.</exception>
    public static void ThrowUnlessSuccess(string call, EngineHttpAnswer answer) => ThrowUnlessSuccess(call, answer.Status, answer.Body.Span);

    /// <inheritdoc cref="ThrowUnlessSuccess(string, EngineHttpAnswer)"/>
    public static void ThrowUnlessSuccess(string call, int status, ReadOnlySpan<byte> body)
    {
        if (status is < 200 or > 299)
        {
            throw Of(call, status, body);
        }
    }

    /// <inheritdoc cref="ThrowUnlessSuccess(string, EngineHttpAnswer)"/>
    /// <exception cref="HttpRequestException">The refusal is cut, or of more than 1 MB.</exception>
    public static async Task ThrowUnlessSuccessAsync(string call, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (!answer.IsSuccessStatusCode)
        {
            await answer.Content.LoadIntoBufferAsync(LongestBody, cancellationToken);
            throw Of(call, (int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        }
    }

    /// <summary>The engine's message in the body of a refusal: the <c>message</c> of its JSON, or the text.</summary>
    public static string MessageIn(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var json = JsonDocument.ParseValue(ref reader);
            if (json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("message", out var message)
                && message.ValueKind == JsonValueKind.String)
            {
                return message.GetString()!.Trim();
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or not UTF-8: a proxy's or an old engine's plain words.
        }

        return AnswerText.Beginning(body);
    }

    /// <summary>The refusal that an answer is: HRP1070 where it is a page, as a proxy says with 404 that it knows no such address; HRP1037 where the engine speaks no version as old as ours, else an <see cref="EngineRefusedException"/>.</summary>
    public static HarpoonException Of(string call, int status, ReadOnlySpan<byte> body)
    {
        if (status < 500 && AnswerText.IsPage(body))
        {
            return EngineAnswer.NotUnderstood(string.Create(CultureInfo.InvariantCulture, $"{call} (status {status})"), body);
        }

        var words = MessageIn(body);
        return Refusals.KindOf(call, status, words) == RefusalKind.ApiTooOld
            ? new HarpoonException(Diagnostic.Of("HRP1037", call, words.TrimEnd('.'), ApiVersions.Newest))
            : new EngineRefusedException(call, status, words.Length > 0 ? words : DiagnosticTexts.Format("Detail.NoWords", status));
    }
}
