using System.Text;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Client.Http;
using Harpoon.Engine.Client.Transports;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Client.Http;

public class EngineHttpTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;name=x\r\nllo\r\n0\r\nTrailer: x\r\n\r\n")]
    [InlineData("HTTP/1.0 200 OK\r\n\r\nhello")]
    [InlineData("HTTP/1.1 200\ncontent-length:5\n\nhello")]
    public async Task A_body_is_read_whole_however_it_is_sent(string answer)
    {
        await using var server = ScriptedServer.Answering(answer);
        await using var http = Over(server);

        var answered = await http.GetAsync("/", Token);

        Assert.Equal(200, answered.Status);
        Assert.Equal("hello", Encoding.UTF8.GetString(answered.Body.Span));
    }

    [Fact]
    public async Task A_body_that_comes_in_crumbs_is_read_whole()
    {
        var answer = Encoding.Latin1.GetBytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n");
        await using var server = new ScriptedServer(async (stream, token) =>
        {
            await ScriptedServer.ReadHeadAsync(stream, token);
            foreach (var one in answer)
            {
                await stream.WriteAsync(new[] { one }, token);
                await Task.Yield();
            }
        });
        await using var http = Over(server);

        Assert.Equal("hello world", Encoding.UTF8.GetString((await http.GetAsync("/", Token)).Body.Span));
    }

    [Fact]
    public async Task Header_names_are_read_without_regard_to_case()
    {
        await using var server = ScriptedServer.Answering("HTTP/1.1 404 Not Found\r\nAPI-version:  1.41 \r\nContent-Length: 0\r\n\r\n");
        await using var http = Over(server);

        var answer = await http.GetAsync("/", Token);

        Assert.Equal((404, "1.41"), (answer.Status, answer.Header("Api-Version")));
    }

    [Fact]
    public async Task A_connection_is_used_again()
    {
        const string ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
        await using var server = ScriptedServer.Answering(ok, ok, ok);
        await using var http = Over(server);

        for (var call = 0; call < 3; call++)
        {
            await http.GetAsync("/", Token);
        }

        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")]
    public async Task A_question_is_asked_again_when_the_idle_connection_was_closed(string answer)
    {
        await using var server = ScriptedServer.Answering(answer);
        await using var http = Over(server);

        await http.GetAsync("/", Token);
        await http.GetAsync("/", Token);

        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task A_question_is_asked_again_when_the_idle_connection_was_reset()
    {
        await using var server = ScriptedServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        var resets = 1;
        await using var http = new EngineHttp(async token =>
        {
            var stream = await Transport.OpenAsync(new Endpoint(new Uri(server.Address), "test"), token);
            return resets-- > 0 ? new ResetAfterFirstAnswer(stream) : stream;
        });

        await http.GetAsync("/", Token);

        Assert.Equal(200, (await http.GetAsync("/", Token)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("HTTP/1.1 abc\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Len")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel")]
    public async Task What_is_no_whole_answer_is_an_error_of_reading(string answer)
    {
        await using var server = ScriptedServer.Answering(answer);
        await using var http = Over(server);

        await Assert.ThrowsAnyAsync<IOException>(() => http.GetAsync("/", Token));
    }

    [Fact]
    public async Task A_line_without_end_is_not_kept()
    {
        await using var server = ScriptedServer.Answering($"HTTP/1.1 200 OK\r\nX: {new string('x', 100_000)}\r\nContent-Length: 0\r\n\r\n");
        await using var http = Over(server);

        await Assert.ThrowsAnyAsync<IOException>(() => http.GetAsync("/", Token));
    }

    [Fact]
    public async Task Cancelling_ends_the_wait()
    {
        await using var server = new ScriptedServer((_, token) => Task.Delay(Timeout.Infinite, token));
        await using var http = Over(server);
        using var cancelled = new CancellationTokenSource();

        var call = http.GetAsync("/", cancelled.Token);
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    private static EngineHttp Over(ScriptedServer server) =>
        new(token => Transport.OpenAsync(new Endpoint(new Uri(server.Address), "test"), token));

    /// <summary>What TCP says when the other side has gone without a word.</summary>
    private sealed class ResetAfterFirstAnswer(Stream inner) : MemoryStream
    {
        private bool _answered;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_answered)
            {
                throw new IOException("Connection reset by peer");
            }

            _answered = true;
            return await inner.ReadAsync(buffer, cancellationToken);
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            _answered ? ValueTask.CompletedTask : inner.WriteAsync(buffer, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
