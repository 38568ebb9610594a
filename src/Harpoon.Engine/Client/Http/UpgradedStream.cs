using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Client.Http;

/// <summary>A connection that was upgraded: first what was read of it together with the answer, then the rest.</summary>
internal sealed class UpgradedStream(ReadOnlyMemory<byte> buffered, Stream inner) : ForwardStream, IHalfClosable
{
    private ReadOnlyMemory<byte> _buffered = buffered;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _buffered.IsEmpty ? inner.ReadAsync(buffer, cancellationToken) : new ValueTask<int>(TakeBuffered(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        _buffered.IsEmpty ? inner.Read(buffer, offset, count) : TakeBuffered(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.WriteAsync(buffer, offset, count, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override void Flush() => inner.Flush();

    public Task CloseWriteAsync(CancellationToken cancellationToken) =>
        inner is IHalfClosable closable ? closable.CloseWriteAsync(cancellationToken) : Task.CompletedTask;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private int TakeBuffered(Span<byte> target)
    {
        var count = Math.Min(target.Length, _buffered.Length);
        _buffered.Span[..count].CopyTo(target);
        _buffered = _buffered[count..];
        return count;
    }
}
