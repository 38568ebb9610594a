using Harpoon.Engine.Context.Fingerprints;

namespace Harpoon.Engine.Builds.BuildKit.Sessions;

/// <summary>A file that is sent, where what was sent has to be known afterwards.</summary>
internal sealed class WatchedStream(Stream file, FileWatch watch) : Stream
{
    private long _left = watch.Entry.Status.Size;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var count = file.Read(buffer);
        watch.Append(buffer[..count]);
        _left -= count;
        return count;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();

            // BuildKit sometimes ends the load of a context at once and starts it again.
            if (_left > 0)
            {
                watch.Abandon();
            }

            watch.Dispose();
        }

        base.Dispose(disposing);
    }
}
