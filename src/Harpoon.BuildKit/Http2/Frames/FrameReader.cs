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
        await FillAsync(length, cancellationToken);
        _start += length;
        return _buffer.AsMemory(_start - length, length);
    }

    /// <summary>The next frame; null if the stream ends between two.</summary>
    /// <exception cref="EndOfStreamException">It ends within one.</exception>
    /// <exception cref="Http2ViolationException">A frame is larger than we allow.</exception>
    public async ValueTask<Frame?> ReadAsync(CancellationToken cancellationToken)
    {
        if (_start == _end && !await MoreAsync(cancellationToken))
        {
            return null;
        }

        await FillAsync(FrameHeader.Size, cancellationToken);
        var header = FrameHeader.Read(_buffer.AsSpan(_start));
        if (header.Length > Http2Limits.FrameSize)
        {
            throw new Http2ViolationException(
                Http2ErrorCode.FrameSizeError, $"a frame of {header.Length} bytes, where {Http2Limits.FrameSize} are allowed.");
        }

        _start += FrameHeader.Size;
        await FillAsync(header.Length, cancellationToken);
        _start += header.Length;
        return new Frame(header, _buffer.AsMemory(_start - header.Length, header.Length));
    }

    private async ValueTask FillAsync(int length, CancellationToken cancellationToken)
    {
        while (_end - _start < length)
        {
            if (!await MoreAsync(cancellationToken))
            {
                throw new EndOfStreamException();
            }
        }
    }

    private async ValueTask<bool> MoreAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        return read > 0;
    }
}
