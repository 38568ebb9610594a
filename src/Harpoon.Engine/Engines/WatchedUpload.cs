using System.Diagnostics;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Streams;

namespace Harpoon.Engine.Engines;

/// <summary>What is uploaded, where it has to be known whether the engine goes on taking it, and begins to answer when it has it all.</summary>
/// <param name="content">The bytes to send. Closed with this, so that whoever makes them stops.</param>
/// <param name="patience">How long the engine may take none of them, and not answer.</param>
internal sealed class WatchedUpload(Stream content, TimeSpan patience) : ForwardStream
{
    /// <summary>Since when the engine is waited for; 0 while it is not, since the next piece is read.</summary>
    private long _waitsSince = Stopwatch.GetTimestamp();

    public override bool CanRead => true;

    public override bool CanWrite => false;

    /// <exception cref="HarpoonException">HRP3039: it does not.</exception>
    public void ThrowIfStalled()
    {
        if (Interlocked.Read(ref _waitsSince) is > 0 and var since && Stopwatch.GetElapsedTime(since) > patience)
        {
            throw new HarpoonException(Diagnostic.Of("HRP3039", patience.TotalSeconds));
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Interlocked.Exchange(ref _waitsSince, 0);
        var count = await content.ReadAsync(buffer, cancellationToken);
        Interlocked.Exchange(ref _waitsSince, Stopwatch.GetTimestamp());
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
        }

        base.Dispose(disposing);
    }
}
