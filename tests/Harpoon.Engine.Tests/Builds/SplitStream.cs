namespace Harpoon.Engine.Tests.Builds;

/// <summary>Gives its bytes in reads of the given sizes, again and again.</summary>
internal sealed class SplitStream(byte[] bytes, params int[] sizes) : MemoryStream(bytes)
{
    private int _read;

    /// <summary>Whether it ends as a connection does that breaks.</summary>
    public bool BreaksAtEnd { get; init; }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (BreaksAtEnd && Position == Length)
        {
            throw new IOException("The response ended prematurely.");
        }

        var size = Math.Min(buffer.Length, sizes[_read++ % sizes.Length]);
        return ValueTask.FromResult(Read(buffer.Span[..size]));
    }
}
