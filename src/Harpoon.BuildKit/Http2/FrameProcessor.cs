using System.Buffers.Binary;
using Harpoon.BuildKit.Hpack;

namespace Harpoon.BuildKit.Http2;

/// <summary>Does what each frame asks. Called by the connection's reader alone, and never waits.</summary>
internal sealed class FrameProcessor(StreamTable streams, Http2Pipes pipes, Http2Limits limits)
{
    private const int PrioritySize = 5;
    private const int PingSize = 8;

    private readonly HpackDecoder decoder = new(Http2Limits.HeaderTableSize, limits.HeaderListSize);
    private readonly HeaderBlock block = new(limits.HeaderListSize);
    private readonly PeerSettings settings = new(pipes);
    private bool hasSettings;
    private int uncredited;

    /// <summary>The other side said that it will open no more streams.</summary>
    public bool PeerIsLeaving { get; private set; }

    /// <summary>Does what a frame asks.</summary>
    /// <exception cref="Http2ViolationException">It breaks a rule.</exception>
    public void Process(Frame frame)
    {
        var header = frame.Header;
        var payload = frame.Payload.Span;
        if (!hasSettings && header.Type != FrameType.Settings)
        {
            throw Broken("the first frame is not SETTINGS.");
        }

        if (block.StreamId != 0 && (header.Type != FrameType.Continuation || header.StreamId != block.StreamId))
        {
            throw Broken("another frame stands within a header block.");
        }

        switch (header.Type)
        {
            case FrameType.Data: Data(header, payload); break;
            case FrameType.Headers: Headers(header, payload); break;
            case FrameType.Continuation: Continuation(header, payload); break;
            case FrameType.Settings: Settings(header, payload); break;
            case FrameType.Ping: Ping(header, payload); break;
            case FrameType.WindowUpdate: WindowUpdate(header, payload); break;
            case FrameType.ResetStream: Reset(header, payload); break;
            case FrameType.GoAway: GoAway(header, payload); break;
            case FrameType.Priority: Priority(header); break;
            case FrameType.PushPromise: throw Broken("a client pushes nothing.");
            default: break;
        }
    }

    /// <summary>Ends one stream for a broken rule.</summary>
    public void Reset(Http2ViolationException violation)
    {
        pipes.Writer.ResetStream(violation.StreamId, violation.Code);
        streams.Find(violation.StreamId)?.Abort(violation.Message);
    }

    private static Http2ViolationException Broken(string message, Http2ErrorCode code = Http2ErrorCode.ProtocolError) => new(code, message);

    private static void RequireSize(ReadOnlySpan<byte> payload, int size)
    {
        if (payload.Length != size)
        {
            throw Broken($"a frame of {payload.Length} bytes that must have {size}.", Http2ErrorCode.FrameSizeError);
        }
    }

    private static void RequireStream(FrameHeader header, bool connection)
    {
        if (header.StreamId == 0 != connection)
        {
            throw Broken($"a {header.Type} frame on stream {header.StreamId}.");
        }
    }

    private static ReadOnlySpan<byte> WithoutPadding(FrameHeader header, ReadOnlySpan<byte> payload)
    {
        if (!header.Has(FrameFlags.Padded))
        {
            return payload;
        }

        return payload.Length > 0 && payload[0] < payload.Length
            ? payload[1..^payload[0]]
            : throw Broken("a frame has more padding than payload.");
    }

    private static void Priority(FrameHeader header)
    {
        RequireStream(header, connection: false);
        if (header.Length != PrioritySize)
        {
            throw new Http2ViolationException(Http2ErrorCode.FrameSizeError, "a PRIORITY frame of a wrong size.") { StreamId = header.StreamId };
        }
    }

    private void Data(FrameHeader header, ReadOnlySpan<byte> payload)
    {
        RequireStream(header, connection: false);
        var data = WithoutPadding(header, payload);
        CreditConnection(payload.Length);
        if (streams.Find(header.StreamId) is not { } stream)
        {
            RequireKnown(header);

            // Sent before the other side knew that we are done with it.
            return;
        }

        if (stream.WasReset)
        {
            return;
        }

        stream.Receive(data, payload.Length);
        if (header.Has(FrameFlags.EndStream))
        {
            stream.ReceiveEnd();
        }
    }

    /// <summary>The connection's window is given back at once: each stream's own bounds what is kept, and a slow stream must not hold up the others.</summary>
    private void CreditConnection(int length)
    {
        uncredited += length;
        if (uncredited >= limits.StreamWindow / 2)
        {
            pipes.Writer.WindowUpdate(0, uncredited);
            uncredited = 0;
        }
    }

    private void Headers(FrameHeader header, ReadOnlySpan<byte> payload)
    {
        RequireStream(header, connection: false);
        if (header.StreamId % 2 == 0)
        {
            throw Broken("a client's streams have odd numbers.");
        }

        var part = WithoutPadding(header, payload);
        if (header.Has(FrameFlags.Priority))
        {
            part = part.Length >= PrioritySize ? part[PrioritySize..] : throw Broken("a HEADERS frame is cut.", Http2ErrorCode.FrameSizeError);
        }

        block.Start(header.StreamId, header.Has(FrameFlags.EndStream));
        AddToBlock(header, part);
    }

    private void Continuation(FrameHeader header, ReadOnlySpan<byte> payload)
    {
        if (block.StreamId == 0)
        {
            throw Broken("a CONTINUATION of nothing.");
        }

        AddToBlock(header, payload);
    }

    private void AddToBlock(FrameHeader header, ReadOnlySpan<byte> part)
    {
        block.Add(part);
        if (header.Has(FrameFlags.EndHeaders))
        {
            block.Finish();
            BlockIsWhole(header.StreamId);
        }
    }

    /// <summary>Decodes a block, whatever comes of it: the tables must stay in step.</summary>
    private void BlockIsWhole(int id)
    {
        var fields = Decode();
        if (streams.Find(id) is { } running)
        {
            Trailers(running);
        }
        else if (streams.IsKnown(id))
        {
            throw new Http2ViolationException(Http2ErrorCode.StreamClosed, "headers on a stream that is over.") { StreamId = id };
        }
        else
        {
            streams.Note(id);
            Request(id, fields);
        }
    }

    private List<HeaderField> Decode()
    {
        try
        {
            return decoder.Decode(block.Bytes);
        }
        catch (InvalidDataException e)
        {
            throw Broken(e.Message, Http2ErrorCode.CompressionError);
        }
    }

    private void Trailers(Http2Stream stream)
    {
        if (stream.RemoteClosed || !block.EndsStream)
        {
            throw new Http2ViolationException(Http2ErrorCode.ProtocolError, "headers in the middle of a request.") { StreamId = stream.Id };
        }

        stream.ReceiveEnd();
    }

    private void Request(int id, List<HeaderField> fields)
    {
        var stream = streams.Open(id, RequestHead.Of(id, fields));
        if (block.EndsStream)
        {
            stream.ReceiveEnd();
        }

        streams.Start(stream);
    }

    private void Settings(FrameHeader header, ReadOnlySpan<byte> payload)
    {
        RequireStream(header, connection: true);
        hasSettings = true;
        if (header.Has(FrameFlags.Ack))
        {
            RequireSize(payload, 0);
            return;
        }

        settings.Apply(payload);
        pipes.Writer.SettingsAck();
    }

    private void Ping(FrameHeader header, ReadOnlySpan<byte> payload)
    {
        RequireStream(header, connection: true);
        RequireSize(payload, PingSize);
        if (!header.Has(FrameFlags.Ack))
        {
            pipes.Writer.Ping(payload, ack: true);
        }
    }

    private void WindowUpdate(FrameHeader header, ReadOnlySpan<byte> payload)
    {
        RequireSize(payload, sizeof(int));
        var increment = BinaryPrimitives.ReadInt32BigEndian(payload) & int.MaxValue;
        if (increment == 0)
        {
            throw new Http2ViolationException(Http2ErrorCode.ProtocolError, "a window grows by nothing.") { StreamId = header.StreamId };
        }

        if (header.StreamId == 0)
        {
            pipes.Windows.Add(increment);
            return;
        }

        RequireKnown(header);
        streams.Find(header.StreamId)?.ReceiveWindow(increment);
    }

    private void Reset(FrameHeader header, ReadOnlySpan<byte> payload)
    {
        RequireStream(header, connection: false);
        RequireSize(payload, sizeof(int));
        RequireKnown(header);
        streams.Find(header.StreamId)?.Abort("The engine gave the call up.");
    }

    private void GoAway(FrameHeader header, ReadOnlySpan<byte> payload)
    {
        RequireStream(header, connection: true);
        if (payload.Length < 2 * sizeof(int))
        {
            throw Broken("a GOAWAY frame is cut.", Http2ErrorCode.FrameSizeError);
        }

        PeerIsLeaving = true;
    }

    private void RequireKnown(FrameHeader header)
    {
        if (!streams.IsKnown(header.StreamId))
        {
            throw Broken($"a {header.Type} frame on a stream that was never opened.");
        }
    }
}
