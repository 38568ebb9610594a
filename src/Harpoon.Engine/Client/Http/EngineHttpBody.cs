using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Client.Http;

/// <summary>A live answer's body, as it comes, out of its chunks. Disposing of it closes the connection, which ends the call.</summary>
/// <param name="head">What stood before it.</param>
/// <param name="buffer">What was read of it together with the head.</param>
/// <param name="connection">Where the rest comes from.</param>
/// <param name="clock">Limits the waits within a chunk.</param>
internal sealed class EngineHttpBody(EngineHttpHead head, EngineHttpBuffer buffer, Stream connection, PieceClock clock) : ForwardStream
{
    /// <summary>In bytes. A chunk's head has ten, a trailer some hundred.</summary>
    private const int LongestLine = 16 << 10;

    private const int MostTrailers = 100;

    /// <summary>How many bytes are left of the chunk, or of the body; null where the body ends with the connection.</summary>
    private long? _left = head.IsChunked ? 0 : head.BodyLength;

    private bool _isInChunks;
    private bool _isOver;

    public override bool CanRead => true;

    public override bool CanWrite => false;

    /// <exception cref="IOException">The body is cut short, or its chunks are none.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_left == 0 && !_isOver)
        {
            await PassOnAsync(cancellationToken);
        }

        return _isOver || buffer.IsEmpty ? 0 : await ReadSomeAsync(buffer[..(int)Math.Min(buffer.Length, _left ?? buffer.Length)], cancellationToken);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            connection.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<int> ReadSomeAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        var count = !buffer.Bytes.IsEmpty ? buffer.Take(target.Span)
            : await clock.ReadAsync(connection, target, isInPiece: _left is not null, cancellationToken);
        _isOver = count == 0;
        if (_isOver && _left is not null)
        {
            throw CutShort();
        }

        _left -= count;
        return count;
    }

    /// <summary>To the next chunk, or to the end.</summary>
    private async Task PassOnAsync(CancellationToken cancellationToken)
    {
        if (_isInChunks)
        {
            // The line break after the last chunk.
            await LineAsync(isDue: true, cancellationToken);
        }

        _isInChunks = head.IsChunked;
        _left = _isInChunks ? EngineHttpChunks.SizeOf(await LineAsync(isDue: false, cancellationToken)) : 0;
        _isOver = _left == 0;
        if (_isOver && _isInChunks)
        {
            await PassTrailersAsync(cancellationToken);
        }
    }

    private async Task PassTrailersAsync(CancellationToken cancellationToken)
    {
        for (var trailers = 0; (await LineAsync(isDue: true, cancellationToken)).Length > 0; trailers++)
        {
            if (trailers == MostTrailers)
            {
                throw EngineHttpText.NotHttp();
            }
        }
    }

    private async Task<string> LineAsync(bool isDue, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (buffer.TakeLine() is { } line)
            {
                return line;
            }

            var isInPiece = isDue || !buffer.Bytes.IsEmpty;
            var count = buffer.Bytes.Length < LongestLine
                ? await clock.ReadAsync(connection, buffer.Room(), isInPiece, cancellationToken)
                : throw EngineHttpText.NotHttp();
            buffer.Filled(count > 0 ? count : throw CutShort());
        }
    }

    private static IOException CutShort() => new(DiagnosticTexts.Format("Said.CutShort"));
}
