using System.Buffers;
using System.Runtime.CompilerServices;

namespace Harpoon.Patterns;

/// <summary>The lines of a live answer, each one JSON value, however the bytes arrive.</summary>
internal static class JsonLines
{
    private const int FirstBuffer = 16 * 1024;

    /// <summary>Reads lines as they come, until the answer ends. The stream stays open.</summary>
    /// <param name="answer">The answer's bytes.</param>
    /// <param name="longest">How many bytes a line may have.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Each line without its line break, valid until the next is asked for.</returns>
    /// <exception cref="InvalidDataException">A line is too long.</exception>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        Stream answer, int longest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        var filled = 0;
        try
        {
            while (true)
            {
                if (filled == buffer.Length)
                {
                    buffer = buffer.Length < longest ? Grow(buffer) : throw new InvalidDataException($"A line has more than {longest} bytes.");
                }

                var count = await answer.ReadAsync(buffer.AsMemory(filled), cancellationToken).ConfigureAwait(false);
                var scanned = filled;
                filled += count;
                var start = 0;

                // What was scanned before is not scanned again: a long line would take the square of its length.
                while (NextLine(buffer, scanned, filled, atEnd: count == 0) is var end and >= 0)
                {
                    yield return buffer.AsMemory(start, end - start);
                    start = scanned = Math.Min(end + 1, filled);
                    if (start == filled)
                    {
                        break;
                    }
                }

                if (count == 0)
                {
                    yield break;
                }

                buffer.AsSpan(start, filled - start).CopyTo(buffer);
                filled -= start;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Where the line ends that starts before <paramref name="from"/>; the end of all bytes for the last one; -1 if its end has not come.</summary>
    private static int NextLine(byte[] buffer, int from, int filled, bool atEnd)
    {
        var feed = buffer.AsSpan(from, filled - from).IndexOf((byte)'\n');
        return feed >= 0 ? from + feed : atEnd ? filled : -1;
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
