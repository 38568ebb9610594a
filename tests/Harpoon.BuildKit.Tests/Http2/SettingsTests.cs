using CsCheck;
using Harpoon.BuildKit.Hpack;
using Harpoon.BuildKit.Http2.Frames;
using Harpoon.BuildKit.Tests.Infrastructure;
using static Harpoon.BuildKit.Tests.Infrastructure.RawClient;

namespace Harpoon.BuildKit.Tests.Http2;

/// <summary>Settings that change while calls run.</summary>
public sealed class SettingsTests
{
    private const int Default = 65_535;
    private const int Wanted = 300_000;

    [Theory]
    [InlineData((int)Http2Setting.HeaderTableSize, 0, 4_096)]
    [InlineData((int)Http2Setting.HeaderTableSize, 65_536, 0)]
    [InlineData((int)Http2Setting.MaxFrameSize, 100_000, 16_384)]
    [InlineData((int)Http2Setting.MaxHeaderListSize, 10, 1_000_000)]
    [InlineData((int)Http2Setting.EnablePush, 0, 1)]
    public async Task Calls_go_on_while_a_setting_changes_and_changes_back(int setting, int first, int second)
    {
        await using var client = new RawClient([TestMethod.Echo]);
        await client.SendAsync(Hello());
        var decoder = new HpackDecoder(Http2Limits.HeaderTableSize, 64 << 10);
        for (var id = 1; id < 40; id += 2)
        {
            await client.SendAsync(
                Call(id, TestMethod.Echo.Name),
                Frame(FrameType.Settings, 0, 0, Setting((Http2Setting)setting, id % 4 == 1 ? first : second)),
                Data(id, true, Message(new byte[1_000])));

            var answer = await client.ReadAnswersAsync(1);
            var headers = answer.Where(frame => frame.Header.Type == FrameType.Headers).Select(frame => decoder.Decode(frame.Payload)).ToList();
            Assert.Equal(":status", headers[0][0].Name);
            Assert.Contains(new HeaderField("grpc-status", "0"), headers[1]);
            NonEmpty.All(answer, frame => Assert.InRange(frame.Header.Length, 0, Http2Limits.FrameSize));
        }
    }

    /// <summary>See <see href="https://www.rfc-editor.org/rfc/rfc9113#section-6.9.2"/>.</summary>
    [Fact]
    public Task However_windows_change_they_are_kept_to() => Gen.Select(Gen.Int[0, 70_000], Gen.Int[1, 30_000]).Array[1, 12].SampleAsync(async changes =>
    {
        await using var client = new RawClient([TestMethod.Bytes]);
        await client.SendAsync(Hello(), Call(1, TestMethod.Bytes.Name), Data(1, true, Message(BitConverter.GetBytes(Wanted))), Frame(FrameType.WindowUpdate, 0, 0, Number(10 * Wanted)));
        await client.ExpectAsync(FrameType.Settings, FrameFlags.Ack);
        var windows = new Windows();
        foreach (var (initial, more) in changes)
        {
            windows.Set(initial);
            windows.Left += more;
            await client.SendAsync(Frame(FrameType.Settings, 0, 0, Setting(Http2Setting.InitialWindowSize, initial)), Frame(FrameType.WindowUpdate, 0, 1, Number(more)));
            await ReadAsync(client, windows, () => windows.IsAcknowledged);
        }

        windows.Left += 10 * Wanted;
        await client.SendAsync(Frame(FrameType.WindowUpdate, 0, 1, Number(10 * Wanted)));
        await ReadAsync(client, windows, () => windows.Received == Message(new byte[Wanted]).Length);
    }, iter: 100);

    private static async Task ReadAsync(RawClient client, Windows windows, Func<bool> isDone)
    {
        while (!isDone() && await client.ReadAsync() is { } frame)
        {
            if (frame.Header.Type == FrameType.Data)
            {
                windows.Take(frame.Header.Length);
            }
            else if (frame.Header.Type == FrameType.Settings)
            {
                windows.Acknowledge();
            }
        }
    }

    /// <summary>The most that a stream's sender may think it has: growth counts from when it is said, shrinking from when it was heard.</summary>
    private sealed class Windows
    {
        private int _initial = Default;
        private int _shrinks;

        public long Left { get; set; } = Default;

        public int Received { get; private set; }

        public bool IsAcknowledged { get; private set; } = true;

        public void Set(int size)
        {
            Left += Math.Max(0, size - _initial);
            _shrinks = Math.Max(0, _initial - size);
            (_initial, IsAcknowledged) = (size, false);
        }

        public void Acknowledge()
        {
            Left -= _shrinks;
            (_shrinks, IsAcknowledged) = (0, true);
        }

        public void Take(int length)
        {
            Received += length;
            Left -= length;
            Assert.True(Left >= 0, $"{-Left} bytes too many");
        }
    }
}
