namespace Harpoon.BuildKit.Grpc;

/// <summary>A method that takes one message and returns one.</summary>
internal abstract class UnaryMethod : IRpcMethod
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public async Task HandleAsync(IRpcCall call, CancellationToken cancellationToken)
    {
        var request = await call.ReadAsync(cancellationToken)
            ?? throw new RpcException(RpcStatus.Internal, $"{Name} was called without a message.");
        await call.WriteAsync(await AnswerAsync(request, cancellationToken), cancellationToken);
    }

    /// <summary>The answer to a request.</summary>
    protected abstract ValueTask<ReadOnlyMemory<byte>> AnswerAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken);
}
