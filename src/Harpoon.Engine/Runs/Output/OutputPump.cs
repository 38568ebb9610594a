using System.Buffers;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Output;

/// <summary>Reads an attached container's stream to its end.</summary>
internal static class OutputPump
{
    private const int ReadSize = 64 * 1024;

    /// <summary>Reports the container's lines as they come. Reporting holds reading up, so that a fast container can't fill the memory.</summary>
    /// <param name="source">The attached stream.</param>
    /// <param name="tty">Whether it is a terminal's, which is one raw stream without frames.</param>
    /// <param name="report">Gets the lines.</param>
    /// <param name="log">Gets the bytes, exactly as the container wrote them; null for none.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    /// <exception cref="IOException">The connection broke.</exception>
    public static async Task DrainAsync(Stream source, bool tty, IReport report, RunLog? log, CancellationToken cancellationToken)
    {
        using var lines = new OutputLines(report);
        try
        {
            await DrainAsync(source, tty, lines.Write, log, cancellationToken);
        }
        finally
        {
            // Whatever ended the stream: what came of the last line is shown.
            lines.Complete();
        }
    }

    /// <summary>Hands the container's bytes on as they come.</summary>
    /// <inheritdoc cref="DrainAsync(Stream, bool, IReport, RunLog?, CancellationToken)"/>
    public static async Task DrainAsync(
        Stream source, bool tty, BytesHandler handler, RunLog? log, CancellationToken cancellationToken)
    {
        var demultiplexer = new FrameDemultiplexer(TakeBytes);
        var buffer = ArrayPool<byte>.Shared.Rent(ReadSize);
        try
        {
            int read;
            while ((read = await source.ReadAsync(buffer, cancellationToken)) > 0)
            {
                TakeRead(buffer.AsSpan(0, read));
            }

            demultiplexer.Complete();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        void TakeRead(ReadOnlySpan<byte> bytes)
        {
            if (tty)
            {
                TakeBytes(OutputChannel.StandardOutput, bytes);
            }
            else
            {
                demultiplexer.Write(bytes);
            }

            // Once a read, not once a frame: someone who follows the file sees lines as they come, at little cost.
            log?.Flush();
        }

        void TakeBytes(OutputChannel channel, ReadOnlySpan<byte> bytes)
        {
            log?.Write(bytes);
            handler(channel, bytes);
        }
    }
}
