using Harpoon.Engine.Client.Http;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Client.Calls.Live;

/// <summary>A live answer, which ends in an error where its engine is gone, or where it stops in its middle.</summary>
/// <param name="answer">The answer's body.</param>
/// <param name="call">What was asked.</param>
/// <param name="pieces">Knows where it may be silent.</param>
/// <param name="clock">Limits the waits where it may not.</param>
/// <param name="watch">Asks whether the engine is there.</param>
internal sealed class WatchedAnswer(Stream answer, string call, IAnswerPieces pieces, PieceClock clock, EngineWatch watch) : ReadOnlyStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await watch.WhileAsync(
            token => clock.ReadAsync(answer, buffer, pieces.IsInPiece, token).AsTask(), check: null, cancellationToken);
        pieces.Take(buffer.Span[..count]);
        return pieces.IsEndless ? throw EngineAnswer.NotUnderstood(call, []) : count;
    }

    public override int Read(byte[] buffer, int offset, int count) => answer.Read(buffer, offset, count);

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
