using System.Text;
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
}
