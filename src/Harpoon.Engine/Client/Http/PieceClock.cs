using System.Diagnostics;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Client.Http;

/// <summary>
/// Limits the waits within a piece of an answer: its head, a chunk, a message. An answer may be silent for as long as it likes before a piece begins; one that stops in its
/// middle, or goes on a byte at a time, is an error. Time in which nothing waits for it does not count.
/// </summary>
/// <param name="call">What was asked.</param>
/// <param name="patience">How long it may take to go on.</param>
internal sealed class PieceClock(string call, TimeSpan patience)
{
    /// <summary>What an error is that says that an answer stopped in its middle.</summary>
    public const string Code = "HRP1071";

    /// <summary>In bytes: less than that, within the time, is a trickle. A block of a tar has as many.</summary>
    private const int LeastProgress = 512;

    private readonly TimeSpan _patience = patience > TimeSpan.Zero ? patience : Timeout.InfiniteTimeSpan;
    private TimeSpan _waited;
    private int _came;

    /// <summary>Reads some of the answer.</summary>
    /// <param name="source">Where it comes from.</param>
    /// <param name="buffer">Where it goes to.</param>
    /// <param name="isInPiece">Whether a piece has begun, so that more of it is due.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="HarpoonException">HRP1071: more was due, and did not come.</exception>
    public async ValueTask<int> ReadAsync(Stream source, Memory<byte> buffer, bool isInPiece, CancellationToken cancellationToken)
    {
        if (!isInPiece || _patience == Timeout.InfiniteTimeSpan)
        {
            (_waited, _came) = (TimeSpan.Zero, 0);
            return await source.ReadAsync(buffer, cancellationToken);
        }

        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(_patience > _waited ? _patience - _waited : TimeSpan.Zero);
        var start = Stopwatch.GetTimestamp();
        try
        {
            var count = await source.ReadAsync(buffer, limited.Token);
            Note(count, Stopwatch.GetElapsedTime(start));
            return count;
        }
        catch (Exception e) when (limited.IsCancellationRequested && !cancellationToken.IsCancellationRequested && e is (OperationCanceledException or IOException))
        {
            throw Stalled(call, _patience, e);
        }
    }

    /// <summary>The error for an answer that stops in its middle.</summary>
    public static HarpoonException Stalled(string call, TimeSpan patience, Exception? cause = null) =>
        new(Diagnostic.Of(Code, call, patience.TotalSeconds), cause);

    private void Note(int count, TimeSpan waited)
    {
        _waited += waited;
        _came += count;
        if (_came >= LeastProgress)
        {
            (_waited, _came) = (TimeSpan.Zero, 0);
        }
    }
}
