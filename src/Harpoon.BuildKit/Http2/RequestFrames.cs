using Harpoon.BuildKit.Hpack;
using Harpoon.BuildKit.Http2.Frames;
using static Harpoon.BuildKit.Http2.Frames.FrameRules;

namespace Harpoon.BuildKit.Http2;

/// <summary>Makes requests of the frames that carry header blocks. See <see href="https://www.rfc-editor.org/rfc/rfc9113#section-4.3"/>.</summary>
internal sealed class RequestFrames(StreamTable streams, Http2Limits limits)
{
    /// <summary>The size of a priority, which is deprecated (RFC 9113).</summary>
    public const int PrioritySize = 5;

    private readonly HpackDecoder _decoder = new(Http2Limits.HeaderTableSize, limits.HeaderListSize);
    private readonly HeaderBlock _block = new(limits.HeaderListSize);
    private long _largeTotal;

    /// <summary>Whether a frame may come now: within a block, only its continuation may.</summary>
    public bool Allows(FrameHeader header) =>
        _block.StreamId == 0 || (header.Type == FrameType.Continuation && header.StreamId == _block.StreamId);

    /// <summary>A block starts.</summary>
    public void Headers(FrameHeader header, ReadOnlySpan<byte> payload)
    {
        RequireStream(header, connection: false);
        if (header.StreamId % 2 == 0)
        {
            throw Broken("a client's streams have odd numbers.");
        }

        var part = WithoutPadding(header, payload);
        if (header.Has(FrameFlags.Priority))
        {
            part = part.Length >= PrioritySize ? part[PrioritySize..] : throw Broken("a HEADERS frame is truncated.", Http2ErrorCode.FrameSizeError);
        }

        _block.Start(header.StreamId, header.Has(FrameFlags.EndStream));
        AddToBlock(header, part);
    }

    /// <summary>A block goes on.</summary>
    public void Continuation(FrameHeader header, ReadOnlySpan<byte> payload)
    {
        if (_block.StreamId == 0)
        {
            throw Broken("a CONTINUATION of nothing.");
        }

        AddToBlock(header, payload);
    }

    private void AddToBlock(FrameHeader header, ReadOnlySpan<byte> part)
    {
        _block.Add(part);
        if (header.Has(FrameFlags.EndHeaders))
        {
            _block.Finish();
            BlockIsWhole(header.StreamId);
        }
    }

    /// <summary>Decodes a block, whatever comes of it: the tables must stay in step.</summary>
    private void BlockIsWhole(int id)
    {
        var fields = Decode();
        CountLarge(fields);
        if (streams.Find(id) is { } running)
        {
            Trailers(running);
        }
        else if (streams.IsKnown(id))
        {
            throw new Http2ViolationException(Http2ErrorCode.StreamClosed, "headers on a closed stream.") { StreamId = id };
        }
        else
        {
            streams.Note(id);
            Request(id, fields);
        }
    }

    /// <summary>To decode a large list takes time, also where its call is refused: a flood of them has no other limit.</summary>
    private void CountLarge(List<HeaderField> fields)
    {
        var size = Math.Max(fields.Sum(field => field.Size), _block.Bytes.Length);
        _largeTotal += size > Http2Limits.LargeHeaderSize ? size : 0;
        if (_largeTotal > limits.LargeHeaderTotal)
        {
            throw Broken($"header lists of more than {limits.LargeHeaderTotal} bytes in all.", Http2ErrorCode.EnhanceYourCalm);
        }
    }

    private List<HeaderField> Decode()
    {
        try
        {
            return _decoder.Decode(_block.Bytes);
        }
        catch (InvalidDataException e)
        {
            throw Broken(e.Message, Http2ErrorCode.CompressionError);
        }
    }

    private void Trailers(Http2Stream stream)
    {
        if (stream.RemoteClosed || !_block.EndsStream)
        {
            throw new Http2ViolationException(Http2ErrorCode.ProtocolError, "headers in the middle of a request.") { StreamId = stream.Id };
        }

        stream.ReceiveEnd();
    }

    private void Request(int id, List<HeaderField> fields)
    {
        var stream = streams.Open(id, RequestHead.Of(id, fields));
        if (_block.EndsStream)
        {
            stream.ReceiveEnd();
        }

        _ = streams.StartAsync(stream);
    }
}
