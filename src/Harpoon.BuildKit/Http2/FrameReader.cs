namespace Harpoon.BuildKit.Http2;

/// <summary>Cuts a byte stream into frames.</summary>
internal sealed class FrameReader(Stream stream)
{
    /// <summary>Several small frames come with one read.</summary>
    private readonly byte[] buffer = new byte[2 * (FrameHeader.Size + Http2Limits.FrameSize)];
    private int start;
    private int end;

    /// <summary>Reads exactly so many bytes before the first frame. They are valid until the next read.</summary>
    /// <exception cref="EndOfStreamException">There were fewer.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadRawAsync(int length, CancellationToken cancellationToken)
    {
        await FillAsync(length, cancellationToken);
        start += length;
        return buffer.AsMemory(start - length, length);
    }

    /// <summary>The next frame; null where the stream ends between two.</summary>
    /// <exception cref="EndOfStreamException">It ends within one.</exception>
    /// <exception cref="Http2ViolationException">A frame is larger than we allow.</exception>
    public async ValueTask<Frame?> ReadAsync(CancellationToken cancellationToken)
    {
        if (start == end && !await MoreAsync(cancellationToken))
        {
            return null;
        }

        await FillAsync(FrameHeader.Size, cancellationToken);
        var header = FrameHeader.Read(buffer.AsSpan(start));
        if (header.Length > Http2Limits.FrameSize)
        {
            throw new Http2ViolationException(
                Http2ErrorCode.FrameSizeError, $"a frame of {header.Length} bytes, where {Http2Limits.FrameSize} are allowed.");
        }

        start += FrameHeader.Size;
        await FillAsync(header.Length, cancellationToken);
        start += header.Length;
        return new Frame(header, buffer.AsMemory(start - header.Length, header.Length));
    }

    private async ValueTask FillAsync(int length, CancellationToken cancellationToken)
    {
        while (end - start < length)
        {
            if (!await MoreAsync(cancellationToken))
            {
                throw new EndOfStreamException();
            }
        }
    }

    private async ValueTask<bool> MoreAsync(CancellationToken cancellationToken)
    {
        if (start > 0)
        {
            buffer.AsSpan(start..end).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        var read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken);
        end += read;
        return read > 0;
    }
}
