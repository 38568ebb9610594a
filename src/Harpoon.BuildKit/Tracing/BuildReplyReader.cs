using System.Runtime.CompilerServices;
using Harpoon.Patterns;

namespace Harpoon.BuildKit.Tracing;

/// <summary>Reads the engine's reply to <c>POST /build?version=2</c>: JSON, a line each.</summary>
public static class BuildReplyReader
{
    /// <summary>A trace of many vertexes is a long line; one that never ends is an error.</summary>
    private const int LongestLine = 16 << 20;

    /// <summary>Reads to the end. The stream stays open.</summary>
    /// <exception cref="BuildKitException"><see cref="BuildKitFailure.MalformedMessage"/>, <see cref="BuildKitFailure.LimitExceeded"/> or <see cref="BuildKitFailure.ConnectionLost"/>.</exception>
    public static async IAsyncEnumerable<BuildReply> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var lines = JsonLines.ReadAsync(stream, LongestLine, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(lines))
        {
            if (BuildReplyParser.Parse(lines.Current.Span) is { } reply)
            {
                yield return reply;
            }
        }
    }

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<ReadOnlyMemory<byte>> lines)
    {
        try
        {
            return await lines.MoveNextAsync();
        }
        catch (InvalidDataException e)
        {
            throw new BuildKitException(BuildKitFailure.LimitExceeded, $"A line of the engine's reply has more than {LongestLine} bytes.", e);
        }
        catch (IOException e)
        {
            throw new BuildKitException(BuildKitFailure.ConnectionLost, $"The engine's reply to the build was cut off: {e.Message}", e);
        }
    }
}
