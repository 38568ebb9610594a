using System.Globalization;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Client.Http;

/// <summary>What stands before an answer's body.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">The headers; names without regard to case.</param>
/// <param name="Length">How many bytes it takes.</param>
internal sealed record EngineHttpHead(int Status, Dictionary<string, string> Headers, int Length)
{
    /// <summary>In bytes. Engines' heads have less than one kB; proxies add some.</summary>
    public const int Longest = 64 << 10;

    /// <summary>Whether the connection is ready for another call after this answer.</summary>
    public bool KeepsOpen => Headers.GetValueOrDefault("Connection")?.Contains("close", StringComparison.OrdinalIgnoreCase) != true;

    /// <summary>Whether the body comes in chunks.</summary>
    public bool IsChunked => Headers.GetValueOrDefault("Transfer-Encoding")?.Contains("chunked", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The body's length in bytes; null where it is not told.</summary>
    public int? BodyLength => Headers.TryGetValue("Content-Length", out var length) ? EngineHttpText.Number(length, NumberStyles.None) : null;

    /// <summary>The head that the bytes start with; null where it is not whole yet.</summary>
    /// <exception cref="IOException">It is not HTTP/1, or longer than <see cref="Longest"/>.</exception>
    public static EngineHttpHead? In(ReadOnlySpan<byte> bytes)
    {
        var cursor = new EngineHttpCursor(bytes);
        var head = cursor.Line() is { } first ? WholeHead(StatusOf(first), ref cursor) : null;
        return (head?.Length ?? bytes.Length) <= Longest ? head : throw new IOException(DiagnosticTexts.Format("Said.HeadTooLong", Longest >> 10));
    }

    private static EngineHttpHead? WholeHead(int status, ref EngineHttpCursor cursor) =>
        cursor.Headers() is { } headers ? new EngineHttpHead(status, headers, cursor.Position) : null;

    private static int StatusOf(string line) =>
        line.StartsWith("HTTP/1.", StringComparison.Ordinal) && line.Length >= 12
            ? EngineHttpText.Number(line.AsSpan(9, 3), NumberStyles.None)
            : throw EngineHttpText.NotHttp();
}
