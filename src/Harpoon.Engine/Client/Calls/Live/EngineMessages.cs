using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Client.Calls.Live;

/// <summary>The messages of a live answer, one JSON value a line, however the bytes arrive.</summary>
internal static class EngineMessages
{
    private const int FirstBuffer = 16 * 1024;

    /// <summary>In bytes; none that an engine writes comes near it.</summary>
    private const int LongestLine = 64 << 20;

    /// <summary>Reads messages as they come, until the answer ends.</summary>
    /// <param name="answer">The answer's bytes.</param>
    /// <param name="work">What is being done, for the error: <c>build</c>, <c>pull</c>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="HarpoonException">HRP3005: the answer was cut off, is not JSON, or a line of it is too long.</exception>
    public static async IAsyncEnumerable<EngineMessage> ReadAsync(
        Stream answer, string work, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        var filled = 0;
        try
        {
            while (true)
            {
                if (filled == buffer.Length)
                {
                    buffer = buffer.Length < LongestLine ? Grow(buffer) : throw NotUnderstood(work, $"a message has more than {LongestLine >> 20} MB");
                }

                var count = await ReadSomeAsync(answer, buffer.AsMemory(filled), work, cancellationToken).ConfigureAwait(false);
                var scanned = filled;
                filled += count;
                var start = 0;
                while (NextLine(buffer, scanned, filled, atEnd: count == 0) is var end and >= 0)
                {
                    foreach (var message in Parse(buffer.AsSpan(start, end - start), work))
                    {
                        yield return message;
                    }

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

    /// <summary>Where the line ends that starts before <paramref name="from"/>; the end of all bytes for the last one; -1 where its end has not come.</summary>
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

    private static async ValueTask<int> ReadSomeAsync(Stream answer, Memory<byte> buffer, string work, CancellationToken cancellationToken)
    {
        try
        {
            return await answer.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            // Aborting a request breaks its stream: that is the cancellation, not a loss.
            cancellationToken.ThrowIfCancellationRequested();
            throw NotUnderstood(work, e.Message, e);
        }
    }

    private static ImmutableArray<EngineMessage> Parse(ReadOnlySpan<byte> line, string work)
    {
        // Text that is no UTF-8, or half a surrogate pair, is an InvalidOperationException to the JSON reader.
        var value = line.Trim(" \t\r"u8);
        try
        {
            return value.IsEmpty ? [] : EngineMessageParser.Parse(value);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw NotUnderstood(work, $"a message {EngineAnswer.Described(value, isText: true)}", e);
        }
    }

    private static HarpoonException NotUnderstood(string work, string why, Exception? cause = null) =>
        new(Diagnostic.Of("HRP3005", work, why), cause);
}
