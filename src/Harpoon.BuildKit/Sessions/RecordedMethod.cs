using Harpoon.BuildKit.Grpc;

namespace Harpoon.BuildKit.Sessions;

/// <summary>Keeps what ended a call on our side: the daemon knows only its text, and often reports something vaguer.</summary>
internal sealed class RecordedMethod(IRpcMethod method, Action<BuildKitException> record) : IRpcMethod
{
    /// <inheritdoc/>
    public string Name => method.Name;

    /// <inheritdoc/>
    public async Task HandleAsync(IRpcCall call, CancellationToken cancellationToken)
    {
        try
        {
            await method.HandleAsync(new RecordedCall(call, record), cancellationToken);
        }
        catch (BuildKitException e)
        {
            record(e);
            throw;
        }
    }

    private sealed class RecordedCall(IRpcCall call, Action<BuildKitException> record) : IRpcCall
    {
        public RpcMetadata Metadata => call.Metadata;

        public ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken) => call.ReadAsync(cancellationToken);

        public ValueTask WriteAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) => call.WriteAsync(message, cancellationToken);

        public void Note(BuildKitException failure) => record(failure);
    }
}
