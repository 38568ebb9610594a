using System.Text;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Client.Http;
using Harpoon.Engine.Client.Transports;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Client.Http;

public sealed class EngineHttpBodyTests
{
    private const string Chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    private static readonly EngineHttpRequest Live = new("POST", "/build") { Streams = true, MayTakeLong = true };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello world")]
    [InlineData(Chunked + "5\r\nhello\r\n6;name=x\r\n world\r\n0\r\nTrailer: x\r\n\r\n")]
    [InlineData("HTTP/1.0 200 OK\r\n\r\nhello world")]
    public async Task A_body_is_read_however_it_is_sent_and_cut(string answer)
    {
        for (var piece = 1; piece <= answer.Length; piece++)
        {
            await using var server = InPieces(answer, piece);
            await using var http = Over(server);

            await using var body = (await http.StreamAsync(Live, Token)).Stream!;

            Assert.Equal("hello world", await new StreamReader(body, Encoding.ASCII, false, bufferSize: 3).ReadToEndAsync(Token));
            Assert.Equal(0, await body.ReadAsync(new byte[1], Token));
        }
    }

    [Fact]
    public async Task What_has_come_is_read_before_the_rest_is_sent()
    {
        using var isRead = new SemaphoreSlim(0);
        await using var server = new ScriptedServer(async (stream, token) =>
        {
            await ScriptedServer.ReadHeadAsync(stream, token);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Chunked + "5\r\nhello\r\n"), token);
            await isRead.WaitAsync(token);
            await stream.WriteAsync("0\r\n\r\n"u8.ToArray(), token);
        });
        await using var http = Over(server);
        await using var body = (await http.StreamAsync(Live, Token)).Stream!;

        var hello = new byte[5];
        await body.ReadExactlyAsync(hello, Token);
        isRead.Release();

        Assert.Equal("hello", Encoding.ASCII.GetString(hello));
        Assert.Equal(0, await body.ReadAsync(hello, Token));
    }

    [Fact]
    public async Task A_refusal_is_read_whole()
    {
        await using var server = ScriptedServer.Answering("HTTP/1.1 500 Oh\r\nContent-Length: 5\r\n\r\nsorry");
        await using var http = Over(server);

        var (answer, body) = await http.StreamAsync(Live, Token);

        Assert.Null(body);
        Assert.Equal((500, "sorry"), (answer.Status, Encoding.ASCII.GetString(answer.Body.Span)));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell")]
    [InlineData(Chunked + "5\r\nhell")]
    [InlineData(Chunked + "5\r\nhello")]
    [InlineData(Chunked + "5\r\nhello\r\n")]
    [InlineData(Chunked + "0\r\nTrailer: x\r\n")]
    [InlineData(Chunked + "xyz\r\n")]
    [InlineData(Chunked + "-5\r\n")]
    public async Task A_body_that_is_cut_short_or_no_body_is_an_error_of_reading(string answer)
    {
        await using var server = ScriptedServer.Answering(answer);
        await using var http = Over(server);
        await using var body = (await http.StreamAsync(Live, Token)).Stream!;

        await Assert.ThrowsAsync<IOException>(() => body.CopyToAsync(Stream.Null, Token));
    }

    [Theory]
    [InlineData("0\r\n", "Trailer: x\r\n")]
    [InlineData("0\r\nTrailer: ", "xxxxxxxx")]
    [InlineData("", "00000000")]
    public async Task What_stands_around_the_chunks_is_read_to_a_limit(string start, string again)
    {
        await using var server = new ScriptedServer(async (stream, token) =>
        {
            await ScriptedServer.ReadHeadAsync(stream, token);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Chunked + start), token);
            while (!token.IsCancellationRequested)
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(again), token);
            }
        });
        await using var http = Over(server);
        await using var body = (await http.StreamAsync(Live, Token)).Stream!;

        await Assert.ThrowsAsync<IOException>(() => body.CopyToAsync(Stream.Null, Token));
    }

    [Fact]
    public async Task Disposing_ends_the_call()
    {
        var ended = new TaskCompletionSource<int>();
        await using var server = new ScriptedServer(async (stream, token) =>
        {
            await ScriptedServer.ReadHeadAsync(stream, token);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Chunked), token);
            ended.SetResult(await stream.ReadAsync(new byte[1], token));
        });
        await using var http = Over(server);

        var (_, body) = await http.StreamAsync(Live, Token);
        await body!.DisposeAsync();

        Assert.Equal(0, await ended.Task.WaitAsync(TimeSpan.FromMinutes(1), Token));
    }

    [Fact]
    public async Task Headers_of_the_calls_own_are_sent()
    {
        var head = new TaskCompletionSource<string>();
        await using var server = new ScriptedServer(async (stream, token) => head.SetResult(await ScriptedServer.ReadHeadAsync(stream, token)));
        await using var http = Over(server);

        await Assert.ThrowsAsync<IOException>(() => http.StreamAsync(Live with { Headers = [new("X-Registry-Auth", "abc=")] }, Token));

        Assert.Contains("\r\nX-Registry-Auth: abc=\r\n", await head.Task, StringComparison.Ordinal);
    }

    private static ScriptedServer InPieces(string answer, int length) => new(async (stream, token) =>
    {
        await ScriptedServer.ReadHeadAsync(stream, token);
        foreach (var piece in answer.Chunk(length))
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(piece), token);
        }
    });

    private static EngineHttp Over(ScriptedServer server) =>
        new(token => Transport.OpenAsync(new Endpoint(new Uri(server.Address), "test"), token));
}
