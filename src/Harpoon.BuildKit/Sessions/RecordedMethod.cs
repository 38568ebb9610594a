using Harpoon.BuildKit.Grpc;

namespace Harpoon.BuildKit.Sessions;

/// <summary>Keeps what ended a call on our side: the daemon knows only its text, and often reports something vaguer.</summary>
internal sealed class RecordedMethod(IRpcMethod method, Action<BuildKitException> record) : IRpcMethod
{
    /// <summary>Gets the sizes of what is sent.</summary>
    public Action<int> Sent { get; init; } = _ => { };

    /// <inheritdoc/>
    public string Name => method.Name;

    /// <inheritdoc/>
    public async Task HandleAsync(IRpcCall call, CancellationToken cancellationToken)
    {
        try
        {
            await method.HandleAsync(new RecordedCall(call, record, Sent), cancellationToken);
        }
        catch (BuildKitException e)
        {
            record(e);
            throw;
        }
    }

    private sealed class RecordedCall(IRpcCall call, Action<BuildKitException> record, Action<int> sent) : IRpcCall
    {
        public RpcMetadata Metadata => call.Metadata;

        public ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken) => call.ReadAsync(cancellationToken);

        public ValueTask WriteAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
        {
            sent(message.Length);
            return call.WriteAsync(message, cancellationToken);
        }

        public ValueTask WriteAsync(MessageBatch batch, CancellationToken cancellationToken)
        {
            sent(batch.Framed.Length);
            return call.WriteAsync(batch, cancellationToken);
        }

        public void Note(BuildKitException failure) => record(failure);
    }
}
