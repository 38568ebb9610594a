namespace Harpoon.BuildKit.Tests.Infrastructure;

/// <summary>Bytes of which one read brings at most so many, the sizes in turn.</summary>
internal sealed class CrumbStream(byte[] bytes, params int[] sizes) : MemoryStream(bytes, writable: false)
{
    private int _turn;

    public override int Read(Span<byte> buffer) => base.Read(Part(buffer));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    private Span<byte> Part(Span<byte> buffer) => buffer[..Math.Min(buffer.Length, sizes[_turn++ % sizes.Length])];
}
