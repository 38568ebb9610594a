using System.Text;
using Harpoon.BuildKit.Http2.Frames;
using Harpoon.BuildKit.Sessions;
using Harpoon.BuildKit.Tests.Infrastructure;

namespace Harpoon.BuildKit.Tests.Sessions;

public sealed class ControlTransportRefusalTests
{
    private static readonly SessionHead Head = new("id", "name", "key", []);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")]
    [InlineData("")]
    public async Task What_speaks_no_HTTP_2_refuses_whenever_it_answers(string answer)
    {
        // The answer meets the request's head, its body, or the wait for the answer.
        for (var spins = 0; spins < 60; spins++)
        {
            var (engine, connection) = DuplexStream.Pair();
            var opening = new ControlTransport(connection).OpenAsync(Head, Token);
            for (var i = 0; i < spins; i++)
            {
                await Task.Yield();
            }

            await engine.WriteAsync(Encoding.ASCII.GetBytes(answer), Token);
            engine.CloseWriting();

            var error = await Assert.ThrowsAsync<BuildKitException>(() => opening);
            Assert.Equal(BuildKitFailure.SessionRefused, error.Failure);
        }
    }

    [Fact]
    public async Task A_refusal_says_what_the_engine_said_also_where_it_is_no_text()
    {
        var (engine, connection) = DuplexStream.Pair();
        await using (engine)
        {
            var opening = new ControlTransport(connection).OpenAsync(Head, Token);
            await engine.WriteAsync(RawClient.Frame(FrameType.Settings, 0, 0), Token);
            var request = new FrameReader(engine);
            await request.ReadRawAsync(RawClient.Preface.Length, Token);
            while (await request.ReadAsync(Token) is { Header.Type: not FrameType.Headers })
            {
                // What a client says before it asks.
            }

            await engine.WriteAsync(
                RawClient.Frame(FrameType.Headers, FrameFlags.EndHeaders | FrameFlags.EndStream, 1, RawClient.Block(
                    new(":status", "200"), new("content-type", "application/grpc"), new("grpc-status", "12"), new("grpc-message", "no%20such service %FF\u00ff"))), Token);

            var error = await Assert.ThrowsAsync<BuildKitException>(() => opening);
            Assert.Equal(BuildKitFailure.SessionRefused, error.Failure);
            Assert.Contains("200 no such service %FF", error.Message, StringComparison.Ordinal);
        }
    }
}
