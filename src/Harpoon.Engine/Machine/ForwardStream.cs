namespace Harpoon.Engine.Machine;

/// <summary>A stream that only goes forward: it has no length, and no place can be sought in it.</summary>
internal abstract class ForwardStream : Stream
{
    public sealed override bool CanSeek => false;

    public sealed override long Length => throw new NotSupportedException();

    public sealed override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public sealed override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public sealed override void SetLength(long value) => throw new NotSupportedException();
}

/// <summary>A connection of which one direction can end while the other goes on.</summary>
internal interface IHalfClosable
{
    /// <summary>Signals that no more will be written. Reading goes on.</summary>
    Task CloseWriteAsync(CancellationToken cancellationToken);
}
