using CsCheck;
using Harpoon.BuildKit.Http2.Frames;
using Harpoon.BuildKit.Tests.Infrastructure;
using static Harpoon.BuildKit.Tests.Infrastructure.RawClient;

namespace Harpoon.BuildKit.Tests.Http2;

/// <summary>Streams that are split, cut, stalled or spoilt at any place.</summary>
public sealed class CutTests
{
    /// <summary>Two calls, one in many frames.</summary>
    private static byte[] Conversation { get; } = MakeConversation();

    [Fact]
    public Task Where_the_bytes_are_split_makes_no_difference() => Gen.Int[1, 200].Array[1, 60].SampleAsync(async sizes =>
    {
        await using var client = new RawClient([TestMethod.Echo]);
        var rest = Conversation.AsMemory();
        for (var i = 0; !rest.IsEmpty; i++)
        {
            var size = Math.Min(sizes[i % sizes.Length], rest.Length);
            await client.SendAsync(rest[..size].ToArray());
            rest = rest[size..];
        }

        var frames = await client.ReadAnswersAsync(2);
        client.Stream.CloseWriting();
        byte[] Of(int id) => [.. frames.Where(frame => frame.Header.StreamId == id && frame.Header.Type == FrameType.Data).SelectMany(frame => frame.Payload)];
        Assert.Equal(Message(1, 2, 3), Of(1));
        Assert.Equal([.. Message(4), .. Message(5)], Of(3));
        Assert.Null(await client.EndAsync());
    }, iter: 200);

    [Fact]
    public async Task A_stream_that_is_cut_anywhere_is_an_error()
    {
        var goodbye = Frame(FrameType.GoAway, 0, 0, new byte[8]).Length;
        for (var length = 0; length < Conversation.Length - goodbye; length++)
        {
            await using var client = new RawClient([TestMethod.Echo]);
            await client.SendAsync(Conversation[..length]);
            client.Stream.CloseWriting();

            Assert.True(BuildKitFailure.ConnectionLost == (await client.EndAsync())?.Failure, $"cut after {length} bytes");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(40)]
    [InlineData(100)]
    public async Task A_stream_that_stalls_is_an_error(int length)
    {
        var limits = new Http2Limits { IdleBeforePing = TimeSpan.FromMilliseconds(20), AnswerTimeout = TimeSpan.FromMilliseconds(20) };
        await using var client = new RawClient([TestMethod.Hang], limits);
        await client.SendAsync(Conversation[..length]);

        Assert.Equal(BuildKitFailure.Stalled, (await client.EndAsync())?.Failure);
    }

    [Fact]
    public async Task One_that_answers_pings_may_be_silent()
    {
        var limits = new Http2Limits { IdleBeforePing = TimeSpan.FromMilliseconds(20), AnswerTimeout = TimeSpan.FromSeconds(30) };
        await using var client = new RawClient([TestMethod.Hang], limits);
        await client.SendAsync(Hello());
        for (var i = 0; i < 5; i++)
        {
            var (_, payload) = await client.ExpectAsync(FrameType.Ping);
            await client.SendAsync(Frame(FrameType.Ping, FrameFlags.Ack, 0, payload));
        }

        Assert.False(client.Serving.IsCompleted);
    }

    [Fact]
    public async Task One_that_takes_nothing_is_an_error()
    {
        var limits = new Http2Limits { AnswerTimeout = TimeSpan.FromMilliseconds(50) };
        await using var client = new RawClient([TestMethod.Bytes], limits, capacity: 1_000);
        await client.SendAsync(Hello(), Call(1, TestMethod.Bytes.Name), Data(1, true, Message(BitConverter.GetBytes(60_000))));

        Assert.Equal(BuildKitFailure.Stalled, (await client.EndAsync())?.Failure);
    }

    [Fact]
    public Task Spoilt_bytes_end_in_an_error_or_an_answer() => Gen.Select(Gen.Int[0, Conversation.Length - 1], Gen.Byte).Array[1, 8].SampleAsync(async spoils =>
    {
        var bytes = Conversation.ToArray();
        foreach (var (at, value) in spoils)
        {
            bytes[at] = value;
        }

        await using var client = new RawClient([TestMethod.Echo], new Http2Limits { CloseTimeout = TimeSpan.FromMilliseconds(200) });
        await client.SendAsync(bytes);
        client.Stream.CloseWriting();
        await client.EndAsync();
    }, iter: 2_000);

    [Fact]
    public Task Any_frames_end_in_an_error_or_an_answer() =>
        Gen.Select(Gen.Int[0, 10], Gen.Int[0, 255], Gen.Int[0, 5], Gen.Byte.Array[0, 40]).Array[1, 30].SampleAsync(async frames =>
        {
            await using var client = new RawClient([TestMethod.Echo], new Http2Limits { CloseTimeout = TimeSpan.FromMilliseconds(200) });
            await client.SendAsync([Hello(), .. frames.Select(frame => Frame((FrameType)frame.Item1, (FrameFlags)frame.Item2, frame.Item3, frame.Item4))]);
            client.Stream.CloseWriting();
            await client.EndAsync();
        }, iter: 2_000);

    [Fact]
    public async Task Closing_says_goodbye_and_cancels_what_runs()
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiting = new TestMethod("/test.Test/Wait", async (_, token) =>
        {
            await using var registration = token.Register(cancelled.SetResult);
            await Task.Delay(Timeout.Infinite, token);
        });
        var client = new RawClient([waiting]);
        await client.SendAsync(Hello(), Call(1, waiting.Name));
        await client.ExpectAsync(FrameType.Headers);
        var closing = client.DisposeAsync();

        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        await closing;
        Assert.True(client.Serving.IsCompletedSuccessfully);
    }

    private static byte[] MakeConversation()
    {
        var block = CallBlock(TestMethod.Echo.Name);
        return
        [
            .. Hello(Setting(Http2Setting.InitialWindowSize, 70_000)),
            .. Frame(FrameType.Headers, FrameFlags.Padded | FrameFlags.Priority, 1, [3, 0, 0, 0, 0, 16, .. block.AsSpan(..10), 0, 0, 0]),
            .. Frame(FrameType.Continuation, 0, 1, block.AsSpan(10..20)),
            .. Frame(FrameType.Continuation, FrameFlags.EndHeaders, 1, block.AsSpan(20..)),
            .. Frame((FrameType)0x42, 0, 1, 1, 2, 3),
            .. Data(1, false, Message(1, 2, 3).AsSpan(..3)),
            .. Call(3, TestMethod.Echo.Name),
            .. Frame(FrameType.Ping, 0, 0, new byte[8]),
            .. Data(3, false, Message(4)),
            .. Data(1, true, Message(1, 2, 3).AsSpan(3..)),
            .. Frame(FrameType.WindowUpdate, 0, 0, Number(1_000)),
            .. Data(3, true, Message(5)),
            .. Frame(FrameType.GoAway, 0, 0, new byte[8]),
        ];
    }
}
