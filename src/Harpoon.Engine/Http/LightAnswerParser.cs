using System.Globalization;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Http;

/// <summary>
/// Takes an answer out of the bytes that have come so far, from the start each time that more have come. Asking again is cheaper in a cold
/// build than waiting in the middle: each asynchronous method is about ten methods to compile, whatever was compiled ahead.
/// </summary>
internal static class LightAnswerParser
{
    public const int SwitchingProtocols = 101;
    public const int Ok = 200;
    private const int NoContent = 204;
    private const int NotModified = 304;
    private const int LongestHead = 64 * 1024;

    /// <summary>The answer; null where it is not whole yet.</summary>
    /// <param name="bytes">What has come.</param>
    /// <param name="upgrades">Whether a raw stream was asked for: then nothing after the head is the answer's.</param>
    /// <param name="ended">Whether no more will come.</param>
    /// <exception cref="IOException">What came is not HTTP/1.</exception>
    public static ParsedAnswer? Parse(ReadOnlySpan<byte> bytes, bool upgrades, bool ended)
    {
        var cursor = new LightCursor(bytes);
        if (cursor.Line() is not { } first || HeadersIn(ref cursor) is not { } headers)
        {
            return bytes.Length < LongestHead ? null : throw NotHttp();
        }

        var status = StatusOf(first);
        var keepsOpen = !(headers.TryGetValue("Connection", out var connection) && connection.Contains("close", StringComparison.OrdinalIgnoreCase));
        if (status is NoContent or NotModified || (upgrades && status is SwitchingProtocols or Ok))
        {
            return new ParsedAnswer(new LightAnswer(status, headers, default), cursor.Position, keepsOpen);
        }

        var isDelimited = headers.ContainsKey("Transfer-Encoding") || headers.ContainsKey("Content-Length");
        return BodyIn(ref cursor, headers, ended) is { } body
            ? new ParsedAnswer(new LightAnswer(status, headers, body), cursor.Position, keepsOpen && isDelimited)
            : null;
    }

    private static int StatusOf(string line) =>
        line.StartsWith("HTTP/1.", StringComparison.Ordinal) && line.Length >= 12
            ? Number(line.AsSpan(9, 3), NumberStyles.None)
            : throw NotHttp();

    private static Dictionary<string, string>? HeadersIn(ref LightCursor cursor)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (cursor.Line() is { } line)
        {
            if (line.Length == 0)
            {
                return headers;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                headers[line[..colon]] = line[(colon + 1)..].Trim();
            }
        }

        return null;
    }

    private static byte[]? BodyIn(ref LightCursor cursor, Dictionary<string, string> headers, bool ended)
    {
        if (headers.TryGetValue("Transfer-Encoding", out var encoding) && encoding.Contains("chunked", StringComparison.OrdinalIgnoreCase))
        {
            return ChunksIn(ref cursor);
        }

        if (headers.TryGetValue("Content-Length", out var length))
        {
            return cursor.TryTake(Number(length, NumberStyles.None), out var body) ? body.ToArray() : null;
        }

        return ended && cursor.TryTake(cursor.Rest.Length, out var rest) ? rest.ToArray() : null;
    }

    private static byte[]? ChunksIn(ref LightCursor cursor)
    {
        using var body = new MemoryStream();
        while (cursor.Line() is { } head)
        {
            var size = SizeOf(head);
            if (size == 0)
            {
                return HeadersIn(ref cursor) is null ? null : body.ToArray();
            }

            if (!cursor.TryTake(size, out var chunk) || cursor.Line() is null)
            {
                return null;
            }

            body.Write(chunk);
        }

        return null;
    }

    private static int SizeOf(string line)
    {
        var size = line.AsSpan();
        var extension = size.IndexOf(';');
        return Number(extension < 0 ? size : size[..extension], NumberStyles.HexNumber);
    }

    private static int Number(ReadOnlySpan<char> text, NumberStyles styles) =>
        int.TryParse(text, styles, CultureInfo.InvariantCulture, out var number) && number >= 0 ? number : throw NotHttp();

    private static IOException NotHttp() => new(DiagnosticTexts.Format("Said.NotHttp"));
}
