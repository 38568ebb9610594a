namespace Harpoon.BuildKit.Http2.Frames;

/// <summary>Cuts a byte stream into frames.</summary>
internal sealed class FrameReader(Stream stream)
{
    /// <summary>Several small frames come with one read.</summary>
    private readonly byte[] _buffer = new byte[2 * (FrameHeader.Size + Http2Limits.FrameSize)];
    private int _start;
    private int _end;

    /// <summary>Reads exactly so many bytes before the first frame. They are valid until the next read.</summary>
    /// <exception cref="EndOfStreamException">There were fewer.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadRawAsync(int length, CancellationToken cancellationToken)
    {
        while (_end - _start < length)
        {
            _end += await stream.ReadAsync(Room(), cancellationToken) is var read and > 0 ? read : throw new EndOfStreamException();
        }

        _start += length;
        return _buffer.AsMemory(_start - length, length);
    }

    /// <summary>The next frame; null if the stream ends between two.</summary>
    /// <exception cref="EndOfStreamException">It ends within one.</exception>
    /// <exception cref="Http2ViolationException">A frame is larger than we allow.</exception>
    public async ValueTask<Frame?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (Next() is { } frame)
            {
                return frame;
            }

            var read = await stream.ReadAsync(Room(), cancellationToken);
            if (read == 0)
            {
                return _start == _end ? null : throw new EndOfStreamException();
            }

            _end += read;
        }
    }

    /// <summary>The next frame, if all of it came.</summary>
    private Frame? Next()
    {
        if (_end - _start < FrameHeader.Size)
        {
            return null;
        }

        var header = FrameHeader.Read(_buffer.AsSpan(_start));
        if (header.Length > Http2Limits.FrameSize)
        {
            throw new Http2ViolationException(
                Http2ErrorCode.FrameSizeError, $"a frame of {header.Length} bytes, where {Http2Limits.FrameSize} are allowed.");
        }

        var payload = _start + FrameHeader.Size;
        if (_end - payload < header.Length)
        {
            return null;
        }

        _start = payload + header.Length;
        return new Frame(header, _buffer.AsMemory(payload, header.Length));
    }

    /// <summary>Where more is read to; what came so far goes to the front.</summary>
    private Memory<byte> Room()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        return _buffer.AsMemory(_end);
    }
}
