using Harpoon.BuildKit.Hpack;
using Harpoon.BuildKit.Tests.Infrastructure;
using Harpoon.Fuzz.Checking;

namespace Harpoon.Fuzz.Targets;

/// <summary>Header blocks of one connection, each behind its length in a byte.</summary>
internal sealed class HpackTarget : IFuzzTarget
{
    private const int TableSize = 4_096;
    private const int ListSize = 64 << 10;

    public string Name => "hpack";

    /// <summary>Among them the RFC's requests with Huffman strings, and a table that is resized and filled.</summary>
    public IReadOnlyList<byte[][]> Seeds { get; } =
    [
        [Block(RawClient.CallBlock("/moby.filesync.v1.FileSync/DiffCopy", new HeaderField("dir-name", "context")))],
        [
            Block(Convert.FromHexString("828684418cf1e3c2e5f23a6ba0ab90f4ff")),
            Block(Convert.FromHexString("828684be5886a8eb10649cbf")),
            Block(Convert.FromHexString("828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf")),
        ],
        [Block([0x20, 0x3F, 0xE1, 0x1F, 0x40, 1, (byte)'a', 1, (byte)'b']), Block([0xBE, 0x10, 0, 0]), Block([0x20, 0x82])],
    ];

    public Task RunAsync(byte[] input)
    {
        var decoder = new HpackDecoder(TableSize, ListSize);
        ReadOnlySpan<byte> rest = input;
        while (!rest.IsEmpty)
        {
            var length = Math.Min(rest[0], rest.Length - 1);
            var size = decoder.Decode(rest.Slice(1, length)).Sum(field => field.Size);
            Assert.InRange(size, 0, ListSize);
            rest = rest[(1 + length)..];
        }

        return Task.CompletedTask;
    }

    public bool Allows(Exception exception) => exception is InvalidDataException;

    public byte[] Seal(byte[] part) => part.Length is > 0 and <= byte.MaxValue ? Block(part[1..]) : part;

    private static byte[] Block(byte[] block) => [(byte)block.Length, .. block];
}
