using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Client.Transports;

/// <summary>
/// Lets an answer be read that came before the request was whole. An engine that refuses an upload answers and closes its side;
/// the next write fails with "broken pipe", and an HTTP client would report that instead of the engine's message.
/// After a failed write this stream takes the rest of the request and drops it, so that the client goes on to read.
/// </summary>
internal sealed class EarlyAnswerStream(Stream inner) : ForwardStream, IHalfClosable
{
    private bool _peerStoppedReading;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override int Read(Span<byte> buffer) => inner.Read(buffer);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.ReadAsync(buffer, offset, count, cancellationToken);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(buffer, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_peerStoppedReading)
        {
            return;
        }

        try
        {
            inner.Write(buffer);
        }
        catch (IOException)
        {
            _peerStoppedReading = true;
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_peerStoppedReading)
        {
            return ValueTask.CompletedTask;
        }

        var writing = inner.WriteAsync(buffer, cancellationToken);
        return writing.IsCompletedSuccessfully ? writing : ReportedAsync(writing);
    }

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) =>
        _peerStoppedReading ? Task.CompletedTask : inner.FlushAsync(cancellationToken);

    public Task CloseWriteAsync(CancellationToken cancellationToken) =>
        _peerStoppedReading ? Task.CompletedTask : HalfClose.CloseWriteAsync(inner);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask ReportedAsync(ValueTask writing)
    {
        try
        {
            await writing;
        }
        catch (IOException)
        {
            _peerStoppedReading = true;
        }
    }
}
