using System.Threading.Channels;
using Harpoon.BuildKit.Grpc;

namespace Harpoon.BuildKit.Tests.Infrastructure;

/// <summary>A call without a connection.</summary>
internal sealed class FakeCall(params IEnumerable<KeyValuePair<string, string>> metadata) : IRpcCall
{
    private readonly Channel<ReadOnlyMemory<byte>> _requests = Channel.CreateUnbounded<ReadOnlyMemory<byte>>();
    private readonly Channel<byte[]> _replies = Channel.CreateUnbounded<byte[]>();

    public RpcMetadata Metadata { get; } = new(metadata);

    /// <summary>What happens when a message comes back.</summary>
    public Action<ReadOnlyMemory<byte>> Heard { get; init; } = _ => { };

    /// <summary>What came back.</summary>
    public ChannelReader<byte[]> Replies => _replies.Reader;

    /// <summary>The caller sends a message.</summary>
    public void Send(ReadOnlyMemory<byte> message) => _requests.Writer.TryWrite(message);

    /// <summary>The caller sends no more.</summary>
    public void End() => _requests.Writer.TryComplete();

    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken) =>
        await _requests.Reader.WaitToReadAsync(cancellationToken) && _requests.Reader.TryRead(out var message) ? message : (ReadOnlyMemory<byte>?)null;

    public ValueTask WriteAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        Heard(message);
        return _replies.Writer.WriteAsync(message.ToArray(), cancellationToken);
    }
}
