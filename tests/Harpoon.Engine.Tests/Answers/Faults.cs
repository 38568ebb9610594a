using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Harpoon.Engine.Tests.Answers;

/// <summary>What was tried on each answer.</summary>
internal static class Faults
{
    private const string Page = "<!DOCTYPE html>\n<html><head><title>Proxy\u001b[31m</title></head><body>Blocked</body></html>";

    public static IReadOnlyList<Fault> All { get; } =
    [
        new("closed", (_, _, _) => Task.CompletedTask),
        new("cut in its head", (stream, answer, token) => WriteAsync(stream, Half(Encoding.Latin1.GetBytes(answer.Head)), token)),
        new("cut in its body", async (stream, answer, token) =>
        {
            await WriteAsync(stream, Encoding.Latin1.GetBytes(answer.Head), token);
            await WriteAsync(stream, Half(answer.Body), token);
        }),
        new("stalled in its head", (stream, answer, token) => StallAsync(stream, Half(Encoding.Latin1.GetBytes(answer.Head)), token)),
        new("stalled in its body", (stream, answer, token) => StallAsync(stream, [.. Encoding.Latin1.GetBytes(answer.Head), .. Half(answer.Body)], token)),
        new("a trickle", TrickleAsync),
        new("noise", (stream, _, token) => WriteAsync(stream, [.. Enumerable.Range(0, 3_000).Select(value => (byte)(value * 7))], token)),
        new("noise after its head", (stream, answer, token) => WriteAsync(stream, Like(answer, "\u0001%%% noise \u001b[2J"), token)),
        new("a page", (stream, _, token) => WriteAsync(stream, Answer.Of(200, "Content-Type: text/html\r\n", Encoding.UTF8.GetBytes(Page)).Bytes, token)) { IsOfAnother = true },
        new("a page that is called JSON", (stream, _, token) => WriteAsync(stream, Answer.Json(200, Page).Bytes, token)) { IsOfAnother = true },
        new("a page of status 404", (stream, _, token) => WriteAsync(stream, Answer.Of(404, "Content-Type: text/html\r\n", Encoding.UTF8.GetBytes(Page)).Bytes, token)) { IsOfAnother = true },
        new("a page of status 403", (stream, _, token) => WriteAsync(stream, Answer.Of(403, "Content-Type: text/html\r\n", Encoding.UTF8.GetBytes(Page)).Bytes, token)) { IsOfAnother = true },
        new("a redirection", (stream, _, token) => WriteAsync(stream, "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), token)) { IsOfAnother = true },
        new("a switch of protocols", (stream, _, token) => WriteAsync(stream, "HTTP/1.1 101 Switching Protocols\r\n\r\n"u8.ToArray(), token))
        {
            IsOfAnother = true, IsAnswerTo = call => call is "POST /session" or "POST /grpc" or "POST /containers/{id}/attach" or "POST /exec/{id}/start",
        },
        new("empty", (stream, answer, token) => WriteAsync(stream, Like(answer, ""), token)),
        new("null", (stream, answer, token) => WriteAsync(stream, Like(answer, "null"), token)),
        new("a list", (stream, answer, token) => WriteAsync(stream, Like(answer, "[]"), token))
        {
            IsAnswerTo = call => call is "GET /containers/json" or "GET /networks" or "GET /images/json",
        },
        new("a list of nulls", (stream, answer, token) => WriteAsync(stream, Like(answer, "[null]"), token)),
        new("an object", (stream, answer, token) => WriteAsync(stream, Like(answer, "{}"), token)),
        new("a text", (stream, answer, token) => WriteAsync(stream, Like(answer, "\"text\""), token)),
        new("a huge number", (stream, answer, token) => WriteAsync(stream, Like(answer, "1" + new string('0', 400)), token)),
        new("deeply nested", (stream, answer, token) => WriteAsync(stream, Like(answer, new string('[', 100_000)), token)),
        .. new (string Name, Func<JsonNode?> Value)[]
        {
            ("nulls", () => null), ("numbers", () => -1), ("huge numbers", () => JsonNode.Parse("1e999")), ("texts", () => "../\r\nx?\u001b[0m"),
            ("lists", () => new JsonArray([null])), ("objects", () => new JsonObject()),
        }.Select(kind => new Fault($"fields that are {kind.Name}", (stream, answer, token) => WriteAsync(stream, WithFields(answer, kind.Value), token))),
        new("a length that is too large", (stream, answer, token) => StallAsync(stream, Lengthened(answer, "99999"), token)),
        new("a length that is too small", (stream, answer, token) => WriteAsync(stream, Lengthened(answer, "1"), token)),
        new("a length that is none", (stream, answer, token) => WriteAsync(stream, Lengthened(answer, "-7"), token)),
        new("a length beyond all memory", (stream, answer, token) => StallAsync(stream, Lengthened(answer, "99999999999999999999"), token)),
        new("heads without end", (stream, _, token) => RepeatAsync(stream, "HTTP/1.1 100 Continue\r\n\r\n", token)) { IsOfAnother = true },
        new("blank chunks without end", async (stream, _, token) =>
        {
            await WriteAsync(stream, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), token);
            await RepeatAsync(stream, "1\r\n \r\n", token);
        }),
        new("blank lines without end", async (stream, _, token) =>
        {
            await WriteAsync(stream, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), token);
            await RepeatAsync(stream, string.Concat(Enumerable.Repeat("2\r\n\r\n\r\n", 2_000)), token);
        }),
        new("a chunk that is none", (stream, _, token) => WriteAsync(stream, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n0\r\n\r\n"u8.ToArray(), token)),
    ];

    /// <summary>Holds the connection, after the start of an answer.</summary>
    public static async Task StallAsync(Stream stream, byte[] start, CancellationToken cancellationToken)
    {
        await WriteAsync(stream, start, cancellationToken);
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    public static byte[] Half(byte[] bytes) => bytes[..(bytes.Length / 2)];

    private static async Task WriteAsync(Stream stream, byte[] bytes, CancellationToken cancellationToken) => await stream.WriteAsync(bytes, cancellationToken);

    private static async Task TrickleAsync(Stream stream, Answer answer, CancellationToken cancellationToken)
    {
        foreach (var value in answer.Bytes.Concat("\r\n\r\n"u8.ToArray()))
        {
            await stream.WriteAsync(new[] { value }, cancellationToken);
            await Task.Delay(100, cancellationToken);
        }

        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    private static async Task RepeatAsync(Stream stream, string text, CancellationToken cancellationToken)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        while (true)
        {
            await stream.WriteAsync(bytes, cancellationToken);
            await Task.Delay(5, cancellationToken);
        }
    }

    /// <summary>The answer's own status and headers with another body.</summary>
    private static byte[] Like(Answer answer, string body)
    {
        var lines = answer.Head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith("Content-Length", StringComparison.Ordinal) && !line.StartsWith("Transfer-Encoding", StringComparison.Ordinal));
        var head = string.Join("\r\n", lines).Replace(" 204 ", " 200 ", StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes($"{head}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
    }

    private static byte[] Lengthened(Answer answer, string length) =>
        [.. Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n"), .. answer.Body];

    /// <summary>The answer, with each field's value replaced; one that is no JSON stays as it is.</summary>
    private static byte[] WithFields(Answer answer, Func<JsonNode?> value)
    {
        try
        {
            var json = JsonNode.Parse(answer.Body);
            foreach (var fields in (json is JsonArray list ? list : [json?.DeepClone()]).OfType<JsonObject>())
            {
                foreach (var name in fields.Select(field => field.Key).ToList())
                {
                    fields[name] = value();
                }

                json = json is JsonArray ? json : fields;
            }

            return Like(answer, json?.ToJsonString() ?? "null");
        }
        catch (JsonException)
        {
            return Like(answer, new JsonObject { ["stream"] = value(), ["status"] = value(), ["id"] = value(), ["aux"] = value(), ["error"] = value() }.ToJsonString() + "\n");
        }
    }
}
