using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

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
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
        var scanned = 0L;
        try
        {
            for (var atEnd = false; !atEnd;)
            {
                var result = await NextAsync(reader, cancellationToken);
                var buffer = result.Buffer;
                atEnd = result.IsCompleted;
                while (TryTakeLine(ref buffer, scanned, atEnd, out var line))
                {
                    scanned = 0;
                    if (BuildReplyParser.Parse(line) is { } reply)
                    {
                        yield return reply;
                    }
                }

                if (buffer.Length > LongestLine)
                {
                    throw new BuildKitException(BuildKitFailure.LimitExceeded, $"A line of the engine's reply has more than {LongestLine} bytes.");
                }

                scanned = buffer.Length;
                reader.AdvanceTo(buffer.Start, buffer.End);
            }
        }
        finally
        {
            await reader.CompleteAsync();
        }
    }

    private static async ValueTask<ReadResult> NextAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(cancellationToken);
        }
        catch (IOException e)
        {
            throw new BuildKitException(BuildKitFailure.ConnectionLost, $"The engine's reply to the build was cut off: {e.Message}", e);
        }
    }

    /// <param name="buffer">What came; what is taken is cut off.</param>
    /// <param name="scanned">So many bytes of it are known to have no line break: scanned with each read, a long line would take the square of its length.</param>
    /// <param name="atEnd">Whether nothing more comes.</param>
    /// <param name="line">Without its line break.</param>
    private static bool TryTakeLine(ref ReadOnlySequence<byte> buffer, long scanned, bool atEnd, out ReadOnlySequence<byte> line)
    {
        if (buffer.Slice(scanned).PositionOf((byte)'\n') is { } newline)
        {
            line = buffer.Slice(0, newline);
            buffer = buffer.Slice(buffer.GetPosition(1, newline));
            return true;
        }

        line = buffer;
        var isLast = atEnd && !buffer.IsEmpty;
        if (isLast)
        {
            buffer = buffer.Slice(buffer.End);
        }

        return isLast;
    }
}
