using System.Text;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Client.Http;
using Harpoon.Engine.Client.Transports;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Client.Http;

/// <summary>What answers may be anything: it gets no more of our memory and time than an engine needs.</summary>
public sealed class EngineHttpLimitsTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Ok, "X: y\r\n")]
    [InlineData(Ok + "X: ", "yyyyyyyy")]
    [InlineData("", "yyyyyyyy")]
    public async Task Headers_without_end_are_read_to_a_limit(string start, string again)
    {
        await using var server = Endless(start, again);
        await using var http = Over(server);

        var error = await Assert.ThrowsAsync<IOException>(() => http.GetAsync("/", Token));

        Assert.Contains("64 kB", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Ok + "\r\n", "words", "16 MB")]
    [InlineData(Ok + "Transfer-Encoding: chunked\r\n\r\n", "1000\r\n{4096}\r\n", "16 MB")]
    [InlineData(Ok + "Transfer-Encoding: chunked\r\n\r\n0\r\n", "Trailer: x\r\n", "64 kB")]
    [InlineData(Ok + "Transfer-Encoding: chunked\r\n\r\n7fffffff\r\n", "words", "16 MB")]
    [InlineData(Ok + "Content-Length: 16777216\r\n\r\n", "", "16 MB")]
    public async Task A_body_without_end_is_read_to_a_limit(string start, string again, string limit)
    {
        await using var server = Endless(start, again.Replace("{4096}", new string('x', 4096), StringComparison.Ordinal));
        await using var http = Over(server);

        var error = await Assert.ThrowsAsync<IOException>(() => http.GetAsync("/", Token));

        Assert.Contains(limit, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_of_some_megabytes_is_read_whole()
    {
        var body = new string('x', 10_000_000);
        await using var server = ScriptedServer.Answering($"{Ok}Content-Length: {body.Length}\r\n\r\n{body}");
        await using var http = Over(server);

        Assert.Equal(body, Encoding.UTF8.GetString((await http.GetAsync("/", Token)).Body.Span));
    }

    [Fact]
    public async Task An_answer_that_is_too_long_is_an_error_with_a_code()
    {
        await using var server = Endless(Ok + "\r\n", "words");
        var endpoint = new Endpoint(new Uri(server.Address), "test");
        await using var http = Over(server);

        var error = await Assert.ThrowsAsync<HarpoonException>(
            () => EngineCall.WithinAsync(endpoint, TimeSpan.FromMinutes(1), token => http.GetAsync("/info", token), Token));

        Assert.Equal("HRP1011", error.Diagnostics.Single().Code);
    }

    private static EngineHttp Over(ScriptedServer server) =>
        new(token => Transport.OpenAsync(new Endpoint(new Uri(server.Address), "test"), token));

    /// <summary>Says the start, and then the same again for as long as anyone listens.</summary>
    private static ScriptedServer Endless(string start, string again) => new(async (stream, token) =>
    {
        await ScriptedServer.ReadHeadAsync(stream, token);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(start), token);
        var more = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(again, 500)));
        while (more.Length > 0)
        {
            await stream.WriteAsync(more, token);
        }

        await Task.Delay(Timeout.Infinite, token);
    });
}
