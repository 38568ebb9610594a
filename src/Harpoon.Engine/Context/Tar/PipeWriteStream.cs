using System.IO.Pipelines;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Context.Tar;

/// <summary>A pipe to write into synchronously: when the reader is behind, the writing thread waits. When the reader is gone, writing throws.</summary>
internal sealed class PipeWriteStream(PipeWriter pipe, CancellationToken cancellationToken) : ForwardStream
{
    /// <summary>The reader is woken for no less than this.</summary>
    private const int WorthWaking = 64 * 1024;

    private int _unflushed;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        buffer.CopyTo(pipe.GetSpan(buffer.Length));
        pipe.Advance(buffer.Length);
        _unflushed += buffer.Length;
        if (_unflushed >= WorthWaking)
        {
            Flush();
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    /// <exception cref="OperationCanceledException">The reader is gone.</exception>
    public override void Flush()
    {
        _unflushed = 0;

        // This thread has nothing else to do than to wait for its reader.
        var flushed = pipe.FlushAsync(cancellationToken).AsTask().GetAwaiter().GetResult();
        if (flushed.IsCompleted)
        {
            throw new OperationCanceledException("The reader of the build context is closed.");
        }
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
