using Harpoon.BuildKit;
using Harpoon.BuildKit.Sessions;
using Harpoon.BuildKit.Tests.Infrastructure;
using Harpoon.Fuzz.Checking;
using Harpoon.Fuzz.Streams;

namespace Harpoon.Fuzz.Targets;

/// <summary>The messages that carry a session inside a call of the daemon's control service.</summary>
internal sealed class ControlTarget : IFuzzTarget
{
    public string Name => "control";

    public IReadOnlyList<byte[][]> Seeds { get; } =
    [
        [Carry("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8), Carry([0, 0, 0, 4, 0, 0, 0, 0, 0]), RawClient.Message(), Carry(new byte[40_000])],
        [RawClient.Message([.. ProtoPart.Number(2, 7), .. ProtoPart.Of(1, "first"u8), .. ProtoPart.Of(1, "last"u8)]), Carry([])],
    ];

    public async Task RunAsync(byte[] input)
    {
        var connection = new InputStream(input);
        using var client = new HttpMessageInvoker(new SocketsHttpHandler());
        await using var session = new ControlStream(client, connection, connection, new OpenContent());
        using var carried = new MemoryStream();
        await session.CopyToAsync(carried);

        Assert.InRange(carried.Length, 0, input.Length);
        await session.WriteAsync(carried.ToArray());
        Assert.True(connection.Sent.AsSpan().EndsWith(carried.ToArray()));
    }

    public bool Allows(Exception exception) => exception is BuildKitException;

    public byte[] Seal(byte[] part) => GrpcTarget.SealMessage(part);

    private static byte[] Carry(ReadOnlySpan<byte> data) => RawClient.Message(ProtoPart.Of(1, data));
}
