using System.Text;
using Harpoon.BuildKit.Hpack;
using Harpoon.BuildKit.Http2.Frames;
using Harpoon.BuildKit.Tests.Infrastructure;
using static Harpoon.BuildKit.Tests.Infrastructure.RawClient;

namespace Harpoon.Fuzz.Targets;

/// <summary>Conversations that a daemon may have with us, frame by frame.</summary>
internal static class Http2Seeds
{
    private const string DiffCopy = "/moby.filesync.v1.FileSync/DiffCopy";
    private const string Secret = "/moby.buildkit.secrets.v1.Secrets/GetSecret";

    public static IReadOnlyList<byte[][]> All { get; } = [Calls(), Split(), Files(), Windows(), Given()];

    private static byte[][] Calls() =>
    [
        .. Start(Setting(Http2Setting.InitialWindowSize, 70_000), Setting(Http2Setting.HeaderTableSize, 100)),
        Call(1, "/grpc.health.v1.Health/Check"), Data(1, true, Message()),
        Call(3, Secret, new HeaderField("grpc-timeout", "15S")), Data(3, true, Message([0x0A, 5, .. "token"u8])),
        Call(5, "/no.Such/Method"), Data(5, true, Message(1)),
        .. Goodbye,
    ];

    /// <summary>Blocks in several frames, padding, priorities, unknown frames.</summary>
    private static byte[][] Split()
    {
        var block = CallBlock(TestMethod.Echo.Name);
        return
        [
            .. Start(),
            Frame(FrameType.Headers, FrameFlags.Padded | FrameFlags.Priority, 1, [3, 0, 0, 0, 0, 16, .. block.AsSpan(..10), 0, 0, 0]),
            Frame(FrameType.Continuation, 0, 1, block.AsSpan(10..20)),
            Frame(FrameType.Continuation, FrameFlags.EndHeaders, 1, block.AsSpan(20..)),
            Frame((FrameType)0x42, 0, 1, 1, 2, 3),
            Frame(FrameType.Priority, 0, 3, 0, 0, 0, 0, 1),
            Frame(FrameType.Data, FrameFlags.Padded, 1, [4, .. Message(1, 2, 3), 0, 0, 0, 0]),
            Data(1, false, Message(4, 5).AsSpan(..3)),
            Frame(FrameType.Ping, 0, 0, new byte[8]),
            Data(1, true, Message(4, 5).AsSpan(3..)),
            .. Goodbye,
        ];
    }

    private static byte[][] Files() =>
    [
        .. Start(),
        Call(1, DiffCopy, new HeaderField("dir-name", "context"), new HeaderField("exclude-patterns", "**/*.log"), new HeaderField("followpaths", "link")),
        Data(1, false, Message(0x08, 1, 0x18, 1)),
        Data(1, false, Message(0x08, 1, 0x18, 2)),
        Data(1, true, Message(0x08, 3)),
        .. Goodbye,
    ];

    /// <summary>Windows that grow, shrink and change in the middle.</summary>
    private static byte[][] Windows() =>
    [
        .. Start(Setting(Http2Setting.InitialWindowSize, 10)),
        Call(1, TestMethod.Echo.Name), Data(1, false, Message(new byte[100])),
        Frame(FrameType.WindowUpdate, 0, 1, Number(20)),
        Frame(FrameType.Settings, 0, 0, Setting(Http2Setting.InitialWindowSize, 5)),
        Frame(FrameType.Settings, FrameFlags.Ack, 0),
        Frame(FrameType.WindowUpdate, 0, 0, Number(1_000)),
        Frame(FrameType.Settings, 0, 0, [.. Setting(Http2Setting.InitialWindowSize, 1_000), .. Setting(Http2Setting.MaxFrameSize, 20_000)]),
        Data(1, true), Call(3, TestMethod.Echo.Name), Data(3, true, Message(new byte[16_000])),
        .. Goodbye,
    ];

    /// <summary>Calls that are given up, and trailers.</summary>
    private static byte[][] Given() =>
    [
        .. Start(),
        Call(1, TestMethod.Hang.Name), Frame(FrameType.ResetStream, 0, 1, Number(8)),
        Call(3, TestMethod.Hang.Name, new HeaderField("grpc-timeout", "1m")), Data(3, true),
        Call(5, TestMethod.Echo.Name), Data(5, false, Message(9)),
        Frame(FrameType.Headers, FrameFlags.EndHeaders | FrameFlags.EndStream, 5, 0x00, 1, (byte)'x', 1, (byte)'y'),
        .. Goodbye,
    ];

    private static byte[][] Start(params byte[][] settings) =>
        [Encoding.ASCII.GetBytes(Preface), Frame(FrameType.Settings, 0, 0, [.. settings.SelectMany(setting => setting)])];

    private static byte[][] Goodbye => [Frame(FrameType.GoAway, 0, 0, new byte[8])];
}
