using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Client.Http;

/// <summary>
/// Takes an answer out of the bytes that have come so far, each time that more have come. Asking again is cheaper in a cold
/// build than waiting in the middle: each asynchronous method is about ten methods to compile, whatever was compiled ahead.
/// </summary>
/// <param name="request">What was asked: where that was a stream, or the head alone, nothing after the head is the answer's, unless it is a refusal.</param>
internal sealed class EngineHttpParser(EngineHttpRequest request)
{
    public const int SwitchingProtocols = 101;
    public const int Ok = 200;

    /// <summary>In bytes, the head and the marks of chunks included: answers are kept whole. The largest that is asked for, of images and containers, have some hundred kB.</summary>
    public const int LongestAnswer = 16 << 20;

    /// <summary>Heads before the answer's own, of statuses below 200. An engine sends none.</summary>
    private const int MostInterim = 32;

    private const int NoContent = 204;
    private const int NotModified = 304;

    private EngineHttpHead? _head;
    private EngineHttpChunks? _chunks;
    private int _start;
    private int _interim;

    /// <summary>Whether the answer has begun, so that more is due: its head, or its body. Between the two an engine may wait for long.</summary>
    public bool IsInPiece { get; private set; }

    /// <summary>The answer; null where it is not whole yet.</summary>
    /// <param name="bytes">What has come, all of it each time.</param>
    /// <param name="ended">Whether no more will come.</param>
    /// <exception cref="IOException">What came is not HTTP/1, or too long.</exception>
    public ParsedAnswer? Parse(ReadOnlySpan<byte> bytes, bool ended)
    {
        PassInterim(bytes);
        var rest = bytes[_start..];
        var answer = _head is null ? null : HasNoBody(_head) ? Answer(_head, default, _head.Length) : WithBody(_head, rest, ended);
        IsInPiece = _head is null ? bytes.Length > 0 : rest.Length > _head.Length;
        return answer is not null ? answer with { Length = answer.Length + _start }
            : bytes.Length < LongestAnswer ? null
            : throw TooLong();
    }

    /// <summary>Reads the head, and passes over those that only say that it will come (https://www.rfc-editor.org/rfc/rfc9110#section-15.2).</summary>
    private void PassInterim(ReadOnlySpan<byte> bytes)
    {
        while (_head is null && EngineHttpHead.In(bytes[_start..]) is { } head)
        {
            if (head.Status is >= 200 or SwitchingProtocols)
            {
                _head = head;
                return;
            }

            _start += head.Length;
            _interim = _interim < MostInterim ? _interim + 1 : throw EngineHttpText.NotHttp();
        }
    }

    private static ParsedAnswer Answer(EngineHttpHead head, ReadOnlyMemory<byte> body, int length) =>
        new(new EngineHttpAnswer(head.Status, head.Headers, body), length, head.KeepsOpen);

    private static ParsedAnswer? OfLength(EngineHttpHead head, int bodyLength, ReadOnlySpan<byte> bytes)
    {
        var rest = bytes[head.Length..];
        return bodyLength > LongestAnswer - head.Length ? throw TooLong()
            : rest.Length < bodyLength ? null
            : Answer(head, rest[..bodyLength].ToArray(), head.Length + bodyLength);
    }

    private static IOException TooLong() => new(DiagnosticTexts.Format("Said.AnswerTooLong", LongestAnswer >> 20));

    private bool HasNoBody(EngineHttpHead head) => head.Status is NoContent or NotModified
        || request.Method == "HEAD"
        || ((request.Upgrades || request.Streams) && head.Status is SwitchingProtocols or Ok);

    private ParsedAnswer? WithBody(EngineHttpHead head, ReadOnlySpan<byte> bytes, bool ended)
    {
        if (head.IsChunked)
        {
            _chunks ??= new EngineHttpChunks(head.Length);
            return _chunks.Take(bytes) is { } body ? Answer(head, body, _chunks.Position) : null;
        }

        return head.BodyLength is { } length ? OfLength(head, length, bytes)
            : ended ? Answer(head, bytes[head.Length..].ToArray(), bytes.Length) with { KeepsOpen = false }
            : null;
    }
}
