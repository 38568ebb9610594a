using Harpoon.BuildKit.Http2.Frames;
using Harpoon.BuildKit.Tests.Infrastructure;
using static Harpoon.BuildKit.Tests.Infrastructure.RawClient;

namespace Harpoon.BuildKit.Tests.Http2;

public sealed class FlowControlTests
{
    private const int Wanted = 200_000;

    [Fact]
    public async Task No_more_is_sent_than_the_windows_allow_and_the_rest_when_they_grow()
    {
        await using var client = new RawClient([TestMethod.Bytes]);
        await client.SendAsync(Hello(Setting(Http2Setting.InitialWindowSize, 1_000)), Call(1, TestMethod.Bytes.Name), Data(1, true, Message(BitConverter.GetBytes(Wanted))));
        var got = await ReadDataAsync(client, 1_000);
        await client.SendAsync(Frame(FrameType.Ping, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8));
        var next = await client.ReadAsync();

        // The stream's window was the tighter one; now the connection's is.
        Assert.Equal(FrameType.Ping, next?.Header.Type);
        await client.SendAsync(Frame(FrameType.WindowUpdate, 0, 1, Number(Wanted)));
        got += await ReadDataAsync(client, 65_535 - got);
        await client.SendAsync(Frame(FrameType.Ping, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8));
        Assert.Equal(FrameType.Ping, (await client.ReadAsync())?.Header.Type);

        await client.SendAsync(Frame(FrameType.WindowUpdate, 0, 0, Number(Wanted)));
        got += await ReadDataAsync(client, Wanted + 5 - got);
        Assert.Equal(Wanted + 5, got);
        Assert.True((await client.ExpectAsync(FrameType.Headers)).Header.Has(FrameFlags.EndStream));
    }

    [Fact]
    public async Task A_window_that_shrinks_below_zero_holds_until_it_is_above()
    {
        await using var client = new RawClient([TestMethod.Bytes]);
        await client.SendAsync(Hello(Setting(Http2Setting.InitialWindowSize, 1_000)), Call(1, TestMethod.Bytes.Name), Data(1, true, Message(BitConverter.GetBytes(Wanted))));
        await ReadDataAsync(client, 1_000);

        await client.SendAsync(Frame(FrameType.Settings, 0, 0, Setting(Http2Setting.InitialWindowSize, 400)), Frame(FrameType.WindowUpdate, 0, 1, Number(600)));
        await client.SendAsync(Frame(FrameType.Ping, 0, 0, new byte[8]));
        Assert.Equal(FrameType.Settings, (await client.ReadAsync())?.Header.Type);
        Assert.Equal(FrameType.Ping, (await client.ReadAsync())?.Header.Type);

        await client.SendAsync(Frame(FrameType.WindowUpdate, 0, 1, Number(7)));
        Assert.Equal(7, (await client.ExpectAsync(FrameType.Data)).Header.Length);
    }

    [Fact]
    public async Task What_no_one_reads_gives_no_room_for_more()
    {
        using var read = new SemaphoreSlim(0);
        var lazy = new TestMethod("/test.Test/Lazy", async (call, token) =>
        {
            await read.WaitAsync(token);
            await call.ReadAsync(token);
        });
        await using var client = new RawClient([lazy], new Http2Limits { StreamWindow = 65_535 });
        await client.SendAsync(Hello(), Call(1, lazy.Name), Data(1, false, [0, .. Number(65_530)]));
        for (var i = 0; i < 6; i++)
        {
            await client.SendAsync(Data(1, false, new byte[10_000]));
        }

        await client.SendAsync(Frame(FrameType.Ping, 0, 0, new byte[8]));
        while (await client.ReadAsync() is { } frame && frame.Header.Type != FrameType.Ping)
        {
            Assert.False(frame.Header is { Type: FrameType.WindowUpdate, StreamId: 1 });
        }

        read.Release();
        (FrameHeader Header, byte[] Payload) update;
        do
        {
            update = await client.ExpectAsync(FrameType.WindowUpdate);
        }
        while (update.Header.StreamId != 1);
    }

    [Fact]
    public async Task One_that_sends_more_than_its_window_is_reset()
    {
        await using var client = new RawClient([TestMethod.Hang], new Http2Limits { StreamWindow = 65_535 });
        await client.SendAsync(Hello(), Call(1, TestMethod.Hang.Name));
        for (var i = 0; i < 7; i++)
        {
            await client.SendAsync(Data(1, false, new byte[10_000]));
        }

        Assert.Equal((int)Http2ErrorCode.FlowControlError, (await client.ExpectAsync(FrameType.ResetStream)).Payload[3]);
    }

    [Fact]
    public async Task Padding_counts_and_is_given_back()
    {
        await using var client = new RawClient([TestMethod.Echo], new Http2Limits { StreamWindow = 1_000 });
        await client.SendAsync(Hello(), Call(1, TestMethod.Echo.Name));
        for (var i = 0; i < 10; i++)
        {
            await client.SendAsync(Frame(FrameType.Data, FrameFlags.Padded, 1, [200, .. Message((byte)i), .. new byte[200]]));
            Assert.Equal(Message((byte)i), (await client.ExpectAsync(FrameType.Data)).Payload);
        }
    }

    [Fact]
    public async Task A_ping_is_answered_while_a_call_hangs()
    {
        await using var client = new RawClient([TestMethod.Hang]);
        await client.SendAsync(Hello(), Call(1, TestMethod.Hang.Name), Frame(FrameType.Ping, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8));

        var (_, payload) = await client.ExpectAsync(FrameType.Ping, FrameFlags.Ack);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], payload);
    }

    private static async Task<int> ReadDataAsync(RawClient client, int length)
    {
        var got = 0;
        while (got < length)
        {
            got += (await client.ExpectAsync(FrameType.Data)).Header.Length;
        }

        Assert.Equal(length, got);
        return got;
    }
}
