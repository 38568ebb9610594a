using Harpoon.BuildKit.Grpc;

namespace Harpoon.Fuzz.Streams;

/// <summary>A call whose caller sends an input.</summary>
/// <param name="input">Messages behind their lengths.</param>
/// <param name="take">Gets each message of the answer.</param>
internal sealed class InputCall(byte[] input, Action<ReadOnlyMemory<byte>> take) : IRpcCall
{
    private readonly GrpcMessageReader _reader = new(new InputStream(input).ReadAsync);

    public RpcMetadata Metadata { get; init; } = new([]);

    public ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken) => _reader.ReadAsync(cancellationToken);

    public ValueTask WriteAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        take(message);
        return ValueTask.CompletedTask;
    }
}
