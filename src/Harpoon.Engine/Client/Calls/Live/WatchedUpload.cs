using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Client.Calls.Live;

/// <summary>What is uploaded, where it has to be known whether the engine goes on taking it, and begins to answer when it has it all.</summary>
/// <param name="content">The bytes to send. Closed with this, so that their producer stops.</param>
/// <param name="clock">Runs, but while the next piece is read.</param>
internal sealed class WatchedUpload(Stream content, StallClock clock) : ReadOnlyStream
{
    /// <summary>Whether the answer has to begin soon after the last piece.</summary>
    public bool IsAnsweredSoon { get; init; } = true;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        clock.Pause();
        var count = await content.ReadAsync(buffer, cancellationToken);
        if (count > 0 || IsAnsweredSoon)
        {
            clock.Restart();
        }

        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
        }

        base.Dispose(disposing);
    }
}
