using Harpoon.Engine.Client.Calls.Live;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Runs.Output;

/// <summary>A container's output, where it has to be known for how long more of it has been waited for.</summary>
/// <param name="output">The attached stream. It stays open.</param>
/// <param name="clock">Runs while it is read.</param>
internal sealed class WatchedOutput(Stream output, StallClock clock) : ForwardStream
{
    public override bool CanRead => true;

    public override bool CanWrite => false;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        clock.Restart();
        var count = await output.ReadAsync(buffer, cancellationToken);
        clock.Pause();
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();
}
