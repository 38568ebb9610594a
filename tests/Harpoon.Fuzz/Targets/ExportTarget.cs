using Harpoon.BuildKit;
using Harpoon.BuildKit.Exports;
using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Tests.Infrastructure;
using Harpoon.Fuzz.Checking;
using Harpoon.Fuzz.Streams;

namespace Harpoon.Fuzz.Targets;

/// <summary>The messages of a file that a build exports.</summary>
internal sealed class ExportTarget : IFuzzTarget
{
    public string Name => "export";

    public IReadOnlyList<byte[][]> Seeds { get; } =
    [
        [Piece("a file"u8), RawClient.Message(), Piece(new byte[40_000])],
        [RawClient.Message([.. ProtoPart.Number(2, 7), .. ProtoPart.Of(1, "first"u8), .. ProtoPart.Of(1, "last"u8)]), Piece([])],
    ];

    public async Task RunAsync(byte[] input)
    {
        var target = new CountingExport();
        await new FileSendMethod(target).HandleAsync(new InputCall(input, _ => { }), CancellationToken.None);
        Assert.InRange(target.Length, 0, input.Length);
    }

    public bool Allows(Exception exception) => exception is BuildKitException or RpcException;

    public byte[] Seal(byte[] part) => GrpcTarget.SealMessage(part);

    private static byte[] Piece(ReadOnlySpan<byte> data) => RawClient.Message(ProtoPart.Of(1, data));

    private sealed class CountingExport : IExportTarget
    {
        public long Length { get; private set; }

        public async Task ReceiveAsync(Stream content, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken)
        {
            var buffer = new byte[1_000];
            int length;
            while ((length = await content.ReadAsync(buffer, cancellationToken)) > 0)
            {
                Length += length;
            }
        }
    }
}
