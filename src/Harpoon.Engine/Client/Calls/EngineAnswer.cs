using System.Text.Json;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Client.Calls;

/// <summary>
/// The one place where an engine's answers are understood. What can't be is an error that names the call and shows how the answer begins: the page of a proxy, under
/// status 200, is the commonest.
/// </summary>
internal static class EngineAnswer
{
    /// <summary>What an error is that says that an answer is not understood.</summary>
    public const string Code = "HRP1070";

    /// <summary>Reads an answer.</summary>
    /// <param name="call">What was asked: <c>GET /info</c>.</param>
    /// <param name="body">The answer's body.</param>
    /// <param name="read">Takes out of the JSON what is needed. It may fail as JSON does where a field is missing, or is something else.</param>
    /// <exception cref="HarpoonException">HRP1070: it is not understood.</exception>
    public static T Read<T>(string call, ReadOnlyMemory<byte> body, Func<JsonElement, T> read)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return read(json.RootElement);
        }
        catch (Exception e) when (IsOfContent(e))
        {
            throw NotUnderstood(call, body.Span, e);
        }
    }

    /// <summary>Looks at the answer to a call that is answered by a status, and perhaps a word.</summary>
    /// <exception cref="HarpoonException">HRP1070: something else has answered.</exception>
    public static void ThrowUnlessDone(string call, ReadOnlyMemory<byte> body)
    {
        var content = AnswerText.WithoutBlanks(body.Span);
        if (content.IsEmpty || content.SequenceEqual("OK"u8))
        {
            return;
        }

        Read(call, body, json => json.ValueKind);
    }

    /// <summary>The error for an answer that is not understood.</summary>
    public static HarpoonException NotUnderstood(string call, ReadOnlySpan<byte> body, Exception? cause = null) =>
        new(Diagnostic.Of(Code, call, Described(body, cause is null or JsonException)), cause);

    /// <summary>Whether something is wrong with what was read, and not with how it was read.</summary>
    public static bool IsOfContent(Exception e) =>
        e is JsonException or (InvalidOperationException and not ObjectDisposedException) or KeyNotFoundException or FormatException or OverflowException or ArgumentException;

    /// <summary>What an answer is that was expected to be JSON, with its beginning.</summary>
    public static string Described(ReadOnlySpan<byte> body, bool isText)
    {
        var beginning = AnswerText.Beginning(body);
        return beginning.Length == 0 ? DiagnosticTexts.Format("Detail.AnswerEmpty")
            : AnswerText.IsPage(body) ? DiagnosticTexts.Format("Detail.AnswerIsPage", beginning)
            : DiagnosticTexts.Format(isText ? "Detail.AnswerIsText" : "Detail.AnswerIsOther", beginning);
    }
}
