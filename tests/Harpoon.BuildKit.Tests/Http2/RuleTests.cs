using Harpoon.BuildKit.Hpack;
using Harpoon.BuildKit.Http2.Frames;
using Harpoon.BuildKit.Tests.Infrastructure;
using static Harpoon.BuildKit.Tests.Infrastructure.RawClient;

namespace Harpoon.BuildKit.Tests.Http2;

/// <summary>What a client may not do, and what becomes of it.</summary>
public sealed class RuleTests
{
    public static TheoryData<string, byte[], int> ConnectionErrors => new()
    {
        { "no preface", "GET / HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray(), (int)Http2ErrorCode.ProtocolError },
        { "no settings", [.. System.Text.Encoding.ASCII.GetBytes(Preface), .. Frame(FrameType.Ping, 0, 0, new byte[8])], (int)Http2ErrorCode.ProtocolError },
        { "a frame that is too large", [.. Hello(), 0, 0x40, 1, 0, 0, 0, 0, 0, 1], (int)Http2ErrorCode.FrameSizeError },
        { "settings that are cut", Hello(0, 1, 2), (int)Http2ErrorCode.FrameSizeError },
        { "settings on a stream", [.. Hello(), .. Frame(FrameType.Settings, 0, 1)], (int)Http2ErrorCode.ProtocolError },
        { "an acknowledgement with content", [.. Hello(), .. Frame(FrameType.Settings, FrameFlags.Ack, 0, new byte[6])], (int)Http2ErrorCode.FrameSizeError },
        { "a window that is too large", Hello(Setting(Http2Setting.InitialWindowSize, -1)), (int)Http2ErrorCode.FlowControlError },
        { "a frame size that is too small", Hello(Setting(Http2Setting.MaxFrameSize, 100)), (int)Http2ErrorCode.ProtocolError },
        { "a push setting of two", Hello(Setting(Http2Setting.EnablePush, 2)), (int)Http2ErrorCode.ProtocolError },
        { "a push", [.. Hello(), .. Frame(FrameType.PushPromise, FrameFlags.EndHeaders, 1, new byte[4])], (int)Http2ErrorCode.ProtocolError },
        { "a ping of the wrong size", [.. Hello(), .. Frame(FrameType.Ping, 0, 0, new byte[7])], (int)Http2ErrorCode.FrameSizeError },
        { "a ping on a stream", [.. Hello(), .. Frame(FrameType.Ping, 0, 1, new byte[8])], (int)Http2ErrorCode.ProtocolError },
        { "a stream with an even number", [.. Hello(), .. Call(2, "/test.Test/Echo")], (int)Http2ErrorCode.ProtocolError },
        { "data on no stream", [.. Hello(), .. Data(0, false, 1)], (int)Http2ErrorCode.ProtocolError },
        { "data on a stream that was never opened", [.. Hello(), .. Data(7, false, 1)], (int)Http2ErrorCode.ProtocolError },
        { "a reset of a stream that was never opened", [.. Hello(), .. Frame(FrameType.ResetStream, 0, 7, Number(8))], (int)Http2ErrorCode.ProtocolError },
        { "a window update of nothing", [.. Hello(), .. Frame(FrameType.WindowUpdate, 0, 0, Number(0))], (int)Http2ErrorCode.ProtocolError },
        { "a window that overflows", [.. Hello(), .. Frame(FrameType.WindowUpdate, 0, 0, Number(int.MaxValue))], (int)Http2ErrorCode.FlowControlError },
        { "a continuation of nothing", [.. Hello(), .. Frame(FrameType.Continuation, FrameFlags.EndHeaders, 1, 0x82)], (int)Http2ErrorCode.ProtocolError },
        { "a frame within a header block", [.. Hello(), .. Frame(FrameType.Headers, 0, 1, 0x82), .. Frame(FrameType.Ping, 0, 0, new byte[8])], (int)Http2ErrorCode.ProtocolError },
        { "a header block that can't be decoded", [.. Hello(), .. Frame(FrameType.Headers, FrameFlags.EndHeaders, 1, 0x80)], (int)Http2ErrorCode.CompressionError },
        { "more padding than payload", [.. Hello(), .. Frame(FrameType.Headers, FrameFlags.EndHeaders | FrameFlags.Padded, 1, 9, 1)], (int)Http2ErrorCode.ProtocolError },
        { "a goodbye that is cut", [.. Hello(), .. Frame(FrameType.GoAway, 0, 0, 1, 2)], (int)Http2ErrorCode.FrameSizeError },
    };

    public static TheoryData<string, byte[], int> StreamErrors => new()
    {
        { "a header in capitals", Call(1, "/test.Test/Echo", new HeaderField("Big", "x")), (int)Http2ErrorCode.ProtocolError },
        { "a header of HTTP/1.1", Call(1, "/test.Test/Echo", new HeaderField("connection", "close")), (int)Http2ErrorCode.ProtocolError },
        { "a pseudo header after others", Call(1, "/test.Test/Echo", new HeaderField(":path", "/again")), (int)Http2ErrorCode.ProtocolError },
        { "no path", Frame(FrameType.Headers, FrameFlags.EndHeaders, 1, 0x83, 0x86), (int)Http2ErrorCode.ProtocolError },
        { "data after the end", [.. Call(1, "/test.Test/Hang"), .. Data(1, true), .. Data(1, true, 1)], (int)Http2ErrorCode.StreamClosed },
        { "headers in the middle", [.. Call(1, "/test.Test/Hang"), .. Call(1, "/test.Test/Hang")], (int)Http2ErrorCode.ProtocolError },
        { "a window update of nothing", [.. Call(1, "/test.Test/Hang"), .. Frame(FrameType.WindowUpdate, 0, 1, Number(0))], (int)Http2ErrorCode.ProtocolError },
        { "a window that overflows", [.. Call(1, "/test.Test/Hang"), .. Frame(FrameType.WindowUpdate, 0, 1, Number(int.MaxValue))], (int)Http2ErrorCode.FlowControlError },
        { "a priority of the wrong size", [.. Call(1, "/test.Test/Hang"), .. Frame(FrameType.Priority, 0, 1, 0)], (int)Http2ErrorCode.FrameSizeError },
    };

    [Theory]
    [MemberData(nameof(ConnectionErrors))]
    public async Task A_broken_rule_of_the_connection_ends_it(string what, byte[] bytes, int code)
    {
        await using var client = new RawClient([TestMethod.Echo]);
        await client.SendAsync(bytes);

        var (_, payload) = await client.ExpectAsync(FrameType.GoAway);
        var failure = await client.EndAsync();

        Assert.True(code == payload[7], $"{what}: {payload[7]}");
        Assert.Equal(BuildKitFailure.ProtocolViolation, failure?.Failure);
    }

    [Theory]
    [MemberData(nameof(StreamErrors))]
    public async Task A_broken_rule_of_a_stream_ends_that_alone(string what, byte[] bytes, int code)
    {
        await using var client = new RawClient([TestMethod.Echo, TestMethod.Hang]);
        await client.SendAsync(Hello(), bytes);
        var (header, payload) = await client.ExpectAsync(FrameType.ResetStream);

        await client.SendAsync(Call(3, "/test.Test/Echo"), Data(3, true, Message(42)));
        var (answer, data) = await client.ExpectAsync(FrameType.Data);

        Assert.True(code == payload[3], $"{what}: {payload[3]}");
        Assert.Equal((1, 3), (header.StreamId, answer.StreamId));
        Assert.Equal(Message(42), data);
    }

    [Fact]
    public async Task Headers_without_end_are_cut_off()
    {
        await using var client = new RawClient([TestMethod.Echo], new Http2Limits { HeaderListSize = 64 << 10 });
        await client.SendAsync(Hello(), Frame(FrameType.Headers, FrameFlags.None, 1, new byte[10_000]));
        for (var i = 0; i < 6; i++)
        {
            await client.SendAsync(Frame(FrameType.Continuation, FrameFlags.None, 1, new byte[10_000]));
        }

        var (_, payload) = await client.ExpectAsync(FrameType.GoAway);
        Assert.Equal((int)Http2ErrorCode.EnhanceYourCalm, payload[7]);
        Assert.Equal(BuildKitFailure.LimitExceeded, (await client.EndAsync())?.Failure);
    }

    [Fact]
    public async Task Too_many_calls_at_a_time_are_refused_also_where_each_is_reset_at_once()
    {
        using var release = new SemaphoreSlim(0);
        var started = 0;
        var stubborn = new TestMethod("/test.Test/Stubborn", async (_, _) =>
        {
            Interlocked.Increment(ref started);
            await release.WaitAsync(CancellationToken.None);
        });
        await using var client = new RawClient([stubborn], new Http2Limits { ConcurrentStreams = 10 });
        await client.SendAsync(Hello());
        for (var i = 0; i < 50; i++)
        {
            await client.SendAsync(Call((2 * i) + 1, stubborn.Name), Frame(FrameType.ResetStream, 0, (2 * i) + 1, Number(8)));
        }

        for (var i = 0; i < 40; i++)
        {
            var (_, payload) = await client.ExpectAsync(FrameType.ResetStream);
            Assert.Equal((int)Http2ErrorCode.RefusedStream, payload[3]);
        }

        Assert.InRange(Volatile.Read(ref started), 0, 10);
        release.Release(50);
    }

    [Fact]
    public async Task The_headers_of_all_calls_at_a_time_have_a_limit()
    {
        await using var client = new RawClient([TestMethod.Echo, TestMethod.Hang], new Http2Limits { OpenHeaderSize = 200_000 });
        await client.SendAsync(Hello(), LargeCall(1, "/test.Test/Hang"), LargeCall(3, "/test.Test/Hang"), LargeCall(5, "/test.Test/Hang"));

        var (refused, payload) = await client.ExpectAsync(FrameType.ResetStream);
        Assert.Equal((5, (int)Http2ErrorCode.RefusedStream), (refused.StreamId, payload[3]));

        await client.SendAsync(Frame(FrameType.ResetStream, 0, 1, Number(8)), Call(7, "/test.Test/Echo"), Data(7, true, Message(42)));
        Assert.Equal(7, (await client.ExpectAsync(FrameType.Data)).Header.StreamId);
    }

    [Fact]
    public async Task Large_headers_again_and_again_are_cut_off()
    {
        await using var client = new RawClient([TestMethod.Echo], new Http2Limits { LargeHeaderTotal = 500_000, OpenHeaderSize = 1 });
        await client.SendAsync(Hello());
        for (var i = 0; i < 6; i++)
        {
            await client.SendAsync(LargeCall((2 * i) + 1, "/test.Test/None"));
        }

        var (_, payload) = await client.ExpectAsync(FrameType.GoAway);
        Assert.Equal((int)Http2ErrorCode.EnhanceYourCalm, payload[7]);
        Assert.Equal(BuildKitFailure.LimitExceeded, (await client.EndAsync())?.Failure);
    }

    /// <summary>A call whose headers have some 93 kB once they are decoded: one of 3 kB, that is repeated by its number.</summary>
    private static byte[] LargeCall(int streamId, string method)
    {
        byte[] header = [0x40, 1, (byte)'x', 0x7F, 0xB9, 0x16, .. Enumerable.Repeat((byte)'y', 3_000), .. Enumerable.Repeat((byte)0xBE, 30)];
        return Frame(FrameType.Headers, FrameFlags.EndHeaders, streamId, [.. CallBlock(method), .. header]);
    }

    public static TheoryData<string, byte[], byte[]> Floods => new()
    {
        { "empty data", Call(1, "/test.Test/Hang"), Data(1, false) },
        { "empty continuations", Frame(FrameType.Headers, 0, 1, 0x82), Frame(FrameType.Continuation, 0, 1) },
        { "settings", [], Frame(FrameType.Settings, 0, 0, Setting(Http2Setting.InitialWindowSize, 7)) },
        { "priorities", [], Frame(FrameType.Priority, 0, 1, 0, 0, 0, 0, 1) },
        { "resets", Call(1, "/test.Test/Hang"), Frame(FrameType.ResetStream, 0, 1, Number(8)) },
    };

    [Theory]
    [MemberData(nameof(Floods))]
    public async Task A_flood_of_frames_that_carry_nothing_is_cut_off(string what, byte[] start, byte[] frame)
    {
        await using var client = new RawClient([TestMethod.Hang], capacity: 4 << 20);
        await client.SendAsync(Hello(), start);
        await client.SendAsync([.. Enumerable.Repeat(frame, Http2Limits.FutileFrames + 10)]);

        Assert.True(BuildKitFailure.LimitExceeded == (await client.EndAsync())?.Failure, what);
    }

    [Fact]
    public async Task One_that_asks_and_never_reads_is_cut_off()
    {
        var limits = new Http2Limits { OutputBuffer = 1_000, AnswerBuffer = 10_000 };
        await using var client = new RawClient([TestMethod.Echo], limits, capacity: 4_096);
        await client.SendAsync(Hello());
        var ping = Frame(FrameType.Ping, 0, 0, new byte[8]);
        try
        {
            for (var i = 0; i < 10_000; i++)
            {
                await client.SendAsync(ping);
            }
        }
        catch (IOException)
        {
            // Closed already.
        }

        Assert.Equal(BuildKitFailure.LimitExceeded, (await client.EndAsync())?.Failure);
    }
}
