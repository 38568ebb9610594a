using Harpoon.BuildKit;
using Harpoon.BuildKit.FileSync;
using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Tests.Infrastructure;
using Harpoon.Fuzz.Checking;
using Harpoon.Fuzz.Streams;

namespace Harpoon.Fuzz.Targets;

/// <summary>The packets of a file transfer, either way.</summary>
internal sealed class FsutilTarget : IFuzzTarget
{
    private static readonly byte[] Finish = RawClient.Message(0x08, 3);

    public string Name => "fsutil";

    /// <summary>Requests of files, the end, and the daemon's error.</summary>
    public IReadOnlyList<byte[][]> Seeds { get; } =
    [
        [Finish],
        [RawClient.Message(0x08, 1), RawClient.Message(0x08, 1, 0x18, 3), RawClient.Message(0x08, 1, 0x18, 7), Finish],
        [RawClient.Message([0x08, 4, 0x22, 5, .. "oops!"u8])],
        [RawClient.Message(0x08, 2, 0x18, 1, 0x22, 1, 7), RawClient.Message(0x12, 2, 0x0A, 0), Finish],
    ];

    public async Task RunAsync(byte[] input)
    {
        using var sender = new DiffCopySender(new FixedTree(), new TreeFilter([], [], []), new InputCall(input, packet => SyncPacket.Read(packet.Span)));
        await sender.RunAsync(CancellationToken.None);
    }

    public bool Allows(Exception exception) => exception is BuildKitException or RpcException;

    public byte[] Seal(byte[] part) => GrpcTarget.SealMessage(part);
}
