using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Harpoon.Engine.Diagnostics;
using Harpoon.Patterns;

namespace Harpoon.Engine.Client.Calls.Live;

/// <summary>The messages of a live answer, one JSON value a line, however the bytes arrive.</summary>
internal static class EngineMessages
{
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
        await using var lines = JsonLines.ReadAsync(answer, LongestLine, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(lines, work, cancellationToken).ConfigureAwait(false))
        {
            foreach (var message in Parse(lines.Current.Span, work))
            {
                yield return message;
            }
        }
    }

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<ReadOnlyMemory<byte>> lines, string work, CancellationToken cancellationToken)
    {
        try
        {
            return await lines.MoveNextAsync().ConfigureAwait(false);
        }
        catch (InvalidDataException e)
        {
            throw NotUnderstood(work, $"a message has more than {LongestLine >> 20} MB", e);
        }
        catch (IOException e)
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
