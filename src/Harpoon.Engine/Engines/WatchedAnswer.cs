using Harpoon.Engine.Streams;

namespace Harpoon.Engine.Engines;

/// <summary>A live answer, which ends in an error where its engine is gone.</summary>
internal sealed class WatchedAnswer(Stream answer, EngineWatch watch) : ForwardStream
{
    public override bool CanRead => true;

    public override bool CanWrite => false;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(watch.WhileAsync(token => answer.ReadAsync(buffer, token).AsTask(), check: null, cancellationToken));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => answer.Read(buffer, offset, count);

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await answer.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            answer.Dispose();
        }

        base.Dispose(disposing);
    }
}
