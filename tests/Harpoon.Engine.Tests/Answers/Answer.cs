using System.Globalization;
using System.Text;

namespace Harpoon.Engine.Tests.Answers;

/// <summary>An engine's answer.</summary>
/// <param name="Head">The head, up to and with the empty line.</param>
/// <param name="Body">The body.</param>
internal sealed record Answer(string Head, byte[] Body)
{
    public byte[] Bytes => [.. Encoding.Latin1.GetBytes(Head), .. Body];

    public string Text => Encoding.UTF8.GetString(Body);

    public static Answer Json(int status, string json) => Of(status, "Content-Type: application/json\r\n", Encoding.UTF8.GetBytes(json));

    public static Answer Empty(int status) => new(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Done\r\n{(status == 204 ? "" : "Content-Length: 0\r\n")}\r\n"), []);

    /// <summary>One that says how long it is.</summary>
    public static Answer Of(int status, string headers, byte[] body) =>
        new(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Done\r\n{headers}Content-Length: {body.Length}\r\n\r\n"), body);

    /// <summary>One that comes in chunks.</summary>
    public static Answer Chunked(string headers, params byte[][] chunks) => new(
        $"HTTP/1.1 200 OK\r\n{headers}Transfer-Encoding: chunked\r\n\r\n",
        [
            .. chunks.SelectMany(Chunk),
            .. "0\r\n\r\n"u8,
        ]);

    /// <summary>Messages, each in a chunk of its own.</summary>
    public static Answer Messages(params string[] messages) =>
        Chunked("Content-Type: application/json\r\n", [.. messages.Select(message => Encoding.UTF8.GetBytes(message + "\r\n"))]);

    private static IEnumerable<byte> Chunk(byte[] content) =>
        [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{content.Length:x}\r\n")), .. content, .. "\r\n"u8];
}
