using Harpoon.BuildKit.Http2;
using Harpoon.BuildKit.Http2.Frames;
using Harpoon.BuildKit.Tests.Infrastructure;
using static Harpoon.BuildKit.Tests.Infrastructure.RawClient;

namespace Harpoon.BuildKit.Tests.Http2;

/// <summary>Which calls count as calls at a time.</summary>
public sealed class ConcurrencyTests
{
    private static readonly Http2Limits OneCall = new() { ConcurrentStreams = 1, OpenHeaderSize = 200 };

    [Fact]
    public async Task A_call_that_is_over_makes_room_for_the_next_though_its_answerer_has_not_returned()
    {
        var (client, server) = DuplexStream.Pair();
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var handler = new LingeringHandler();
        using var connection = new Http2Connection(server, handler, OneCall);
        var serving = connection.RunAsync(closing.Token);
        var reader = new FrameReader(client);
        await client.WriteAsync(Hello(), closing.Token);

        int[] answered = [await NextAsync(1), await NextAsync(3), await NextAsync(5)];

        Assert.Equal([1, 3, 5], answered);
        handler.Return();
        await closing.CancelAsync();
        await serving;

        // What comes after the answer's headers would be a reset.
        async Task<int> NextAsync(int id)
        {
            await client.WriteAsync(Frame(FrameType.Headers, FrameFlags.EndHeaders | FrameFlags.EndStream, id, CallBlock("/a")), closing.Token);
            while (true)
            {
                var frame = await reader.ReadAsync(closing.Token);
                Assert.NotNull(frame);
                Assert.NotEqual(FrameType.ResetStream, frame.Header.Type);
                if (frame.Header.Type == FrameType.Headers)
                {
                    return frame.Header.StreamId;
                }
            }
        }
    }

    /// <summary>Answers at once, and returns when it is told to.</summary>
    private sealed class LingeringHandler : IHttp2Handler
    {
        private readonly TaskCompletionSource _returning = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Return() => _returning.SetResult();

        public Task HandleAsync(Http2Stream stream, CancellationToken aborted)
        {
            stream.WriteHeaders([new(":status", "200")], end: true);
            return _returning.Task;
        }
    }
}
