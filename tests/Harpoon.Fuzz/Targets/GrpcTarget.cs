using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Tests.Infrastructure;
using Harpoon.Fuzz.Checking;
using Harpoon.Fuzz.Streams;

namespace Harpoon.Fuzz.Targets;

/// <summary>A call's body: messages behind their lengths.</summary>
internal sealed class GrpcTarget : IFuzzTarget
{
    public string Name => "grpc";

    public IReadOnlyList<byte[][]> Seeds { get; } =
        [[RawClient.Message()], [RawClient.Message(1, 2, 3), RawClient.Message(new byte[1_000]), RawClient.Message()], [RawClient.Message(new byte[40_000])]];

    public async Task RunAsync(byte[] input)
    {
        var reader = new GrpcMessageReader(new InputStream(input).ReadAsync);
        var taken = 0;
        while (await reader.ReadAsync(CancellationToken.None) is { } message)
        {
            taken += GrpcMessageReader.PrefixSize + message.Length;
        }

        Assert.Equal(input.Length, taken);
    }

    public bool Allows(Exception exception) => exception is RpcException;

    public byte[] Seal(byte[] part) => SealMessage(part);

    /// <summary>Puts a message's length right.</summary>
    public static byte[] SealMessage(byte[] part) =>
        part.Length >= GrpcMessageReader.PrefixSize ? RawClient.Message(part.AsSpan(GrpcMessageReader.PrefixSize)) : part;
}
