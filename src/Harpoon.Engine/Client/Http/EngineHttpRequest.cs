using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Harpoon.Engine.Client.Http;

/// <summary>A call.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path and query, escaped.</param>
internal sealed record EngineHttpRequest(string Method, string Path)
{
    /// <summary>The call, as errors name it: without its query, which may be long.</summary>
    public string Call => $"{Method} /{Path.TrimStart('/').Split('?', 2)[0]}";

    /// <summary>A JSON body; empty for none.</summary>
    public ReadOnlyMemory<byte> Json { get; init; }

    /// <summary>Headers beside those that every call has: a name and an ASCII value each.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Asks for a raw stream in place of HTTP.</summary>
    public bool Upgrades { get; init; }

    /// <summary>Asks for an answer that comes live.</summary>
    public bool Streams { get; init; }

    /// <summary>Whether the answer waits for something that may take its time, as a container's end.</summary>
    public bool MayTakeLong { get; init; }

    /// <summary>Whether it may be sent again when the connection was found closed: what has a body makes something new each time.</summary>
    public bool IsRepeatable => Json.IsEmpty;

    /// <summary>The whole request, in one piece: one write, and one packet for most.</summary>
    public byte[] Bytes()
    {
        var head = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{Method} {Path} HTTP/1.1\r\nHost: docker\r\nUser-Agent: Harpoon\r\n");
        if (Upgrades)
        {
            head.Append("Connection: Upgrade\r\nUpgrade: tcp\r\n");
        }

        foreach (var (name, value) in Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        if (!Json.IsEmpty)
        {
            head.Append("Content-Type: application/json\r\n");
        }

        if (Method != "GET")
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Json.Length}\r\n");
        }

        return [.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. Json.Span];
    }
}
