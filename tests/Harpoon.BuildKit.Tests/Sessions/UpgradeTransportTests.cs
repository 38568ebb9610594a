using System.Text;
using Harpoon.BuildKit.Sessions;
using Harpoon.BuildKit.Tests.Infrastructure;

namespace Harpoon.BuildKit.Tests.Sessions;

public sealed class UpgradeTransportTests
{
    private const string Switching = "HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n";

    private static readonly SessionHead Head = new("id", "näme\r\nX-Evil: 1", "key", ["/a.B/C", "/d.E/F"]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_method_is_a_header_of_its_own_and_no_text_becomes_a_header()
    {
        var (engine, connection) = DuplexStream.Pair();
        await engine.WriteAsync(Encoding.ASCII.GetBytes(Switching), Token);
        await new UpgradeTransport(connection, "/v1.41").OpenAsync(Head, Token);

        var request = new byte[4_096];
        var text = Encoding.ASCII.GetString(request, 0, await engine.ReadAsync(request, Token));
        Assert.StartsWith("POST /v1.41/session HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\r\nX-Docker-Expose-Session-Uuid: id\r\nX-Docker-Expose-Session-Name: n_me__X-Evil:_1\r\nX-Docker-Expose-Session-Sharedkey: key\r\n", text, StringComparison.Ordinal);
        Assert.EndsWith(
            "\r\nX-Docker-Expose-Session-Grpc-Method: /a.B/C\r\nX-Docker-Expose-Session-Grpc-Method: /d.E/F\r\n\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_follows_the_answer_is_left_for_the_session()
    {
        var (engine, connection) = DuplexStream.Pair();
        await engine.WriteAsync(Encoding.ASCII.GetBytes(Switching + "PRI"), Token);
        var stream = await new UpgradeTransport(connection, "/v1.41").OpenAsync(Head, Token);

        var rest = new byte[10];
        Assert.Equal("PRI", Encoding.ASCII.GetString(rest, 0, await stream.ReadAsync(rest, Token)));
    }

    [Fact]
    public async Task A_refusal_says_what_the_engine_said()
    {
        var (engine, connection) = DuplexStream.Pair();
        await engine.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\n\r\nno such x"), Token);
        var error = await Assert.ThrowsAsync<BuildKitException>(() => new UpgradeTransport(connection, "/v1.41").OpenAsync(Head, Token));

        Assert.Equal(BuildKitFailure.SessionRefused, error.Failure);
        Assert.Contains("404 no such x", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_that_is_no_text_is_one()
    {
        var (engine, connection) = DuplexStream.Pair();
        await engine.WriteAsync(Encoding.Latin1.GetBytes("HTTP/1.1 500 \u00ff\r\nContent-Length: 4\r\n\r\n\u00ff\u00fe\u0000!"), Token);
        var error = await Assert.ThrowsAsync<BuildKitException>(() => new UpgradeTransport(connection, "/v1.41").OpenAsync(Head, Token));

        Assert.Equal(BuildKitFailure.SessionRefused, error.Failure);
        Assert.Contains("500 \uFFFD\uFFFD\0!", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_cut_anywhere_is_an_error()
    {
        for (var length = 0; length < Switching.Length; length++)
        {
            var (engine, connection) = DuplexStream.Pair();
            await engine.WriteAsync(Encoding.ASCII.GetBytes(Switching[..length]), Token);
            engine.CloseWriting();
            var error = await Assert.ThrowsAsync<BuildKitException>(() => new UpgradeTransport(connection, "/v1.41").OpenAsync(Head, Token));
            Assert.Equal(BuildKitFailure.ConnectionLost, error.Failure);
        }
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n\r\n", BuildKitFailure.MalformedMessage)]
    [InlineData("HTTP/1.1 abc\r\n\r\n", BuildKitFailure.MalformedMessage)]
    [InlineData(null, BuildKitFailure.LimitExceeded)]
    public async Task What_is_no_answer_is_an_error(string? answer, BuildKitFailure failure)
    {
        var (engine, connection) = DuplexStream.Pair();
        await engine.WriteAsync(Encoding.ASCII.GetBytes(answer ?? new string('x', 20_000)), Token);
        var error = await Assert.ThrowsAsync<BuildKitException>(() => new UpgradeTransport(connection, "/v1.41").OpenAsync(Head, Token));

        Assert.Equal(failure, error.Failure);
    }

    [Fact]
    public void A_shared_key_is_stable_and_distinguishes()
    {
        Assert.Equal(SharedKey.Of("a", "b"), SharedKey.Of("a", "b"));
        Assert.NotEqual(SharedKey.Of("a", "b"), SharedKey.Of("ab"));
        Assert.Matches("^[0-9a-f]{64}$", SharedKey.Of("ü"));
    }
}
