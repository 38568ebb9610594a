namespace Harpoon.BuildKit.Grpc;

/// <summary>Writes messages, one or one batch at a time, each as one piece with its prefix, so that a small one is one DATA frame.</summary>
internal sealed class GrpcMessageWriter(Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> write) : IDisposable
{
    private readonly SemaphoreSlim _writing = new(1);
    private readonly MessageBatch _one = new();

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            _one.Clear();
            _one.Add(message.Span);
            await write(_one.Framed, cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    public async ValueTask WriteAsync(MessageBatch batch, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await write(batch.Framed, cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose() => _writing.Dispose();
}
