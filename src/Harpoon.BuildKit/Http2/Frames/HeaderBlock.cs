using System.Buffers;

namespace Harpoon.BuildKit.Http2.Frames;

/// <summary>Gathers a header block from a HEADERS frame and its CONTINUATIONs.</summary>
internal sealed class HeaderBlock(int limit)
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>The stream whose block is not whole yet; 0 where none is.</summary>
    public int StreamId { get; private set; }

    /// <summary>Whether the block's request has no body.</summary>
    public bool EndsStream { get; private set; }

    /// <summary>The bytes that came.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    /// <summary>A block starts.</summary>
    public void Start(int streamId, bool endsStream)
    {
        _bytes.ResetWrittenCount();
        (StreamId, EndsStream) = (streamId, endsStream);
    }

    /// <summary>A part of it came.</summary>
    public void Add(ReadOnlySpan<byte> part)
    {
        if (_bytes.WrittenCount + part.Length > limit)
        {
            throw new Http2ViolationException(Http2ErrorCode.EnhanceYourCalm, $"a header block of more than {limit} bytes.");
        }

        _bytes.Write(part);
    }

    /// <summary>It is whole.</summary>
    public void Finish() => StreamId = 0;
}
