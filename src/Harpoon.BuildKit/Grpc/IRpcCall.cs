namespace Harpoon.BuildKit.Grpc;

/// <summary>One call, as a handler sees it: messages in, messages out, whatever carries them.</summary>
internal interface IRpcCall
{
    /// <summary>What came beside the messages.</summary>
    RpcMetadata Metadata { get; }

    /// <summary>The next message; null after the last. It is valid until the next one is read.</summary>
    /// <exception cref="RpcException">A message is too large, or cut.</exception>
    ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Sends a message, as fast as the other side takes it. May be called by several at a time.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken);

    /// <summary>Sends several messages, one after the other.</summary>
    async ValueTask WriteAsync(MessageBatch batch, CancellationToken cancellationToken)
    {
        foreach (var message in batch.Messages)
        {
            await WriteAsync(message, cancellationToken);
        }
    }

    /// <summary>Notes what ends the call, before the other side gets it: what it reports then must not come before the reason is known here.</summary>
    void Note(BuildKitException failure)
    {
    }
}
