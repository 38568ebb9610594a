using System.Buffers.Binary;
using Harpoon.BuildKit.Http2.Frames;
using static Harpoon.BuildKit.Http2.Frames.FrameRules;

namespace Harpoon.BuildKit.Http2;

/// <summary>Does what each frame asks. Called by the connection's reader alone, and never waits.</summary>
internal sealed class FrameProcessor(StreamTable streams, Http2Pipes pipes, Http2Limits limits)
{
    private const int PingSize = 8;

    private readonly RequestFrames _requests = new(streams, limits);
    private readonly PeerSettings _settings = new(pipes);
    private bool _hasSettings;
    private int _uncredited;
    private int _futile;

    /// <summary>The other side said that it will open no more streams.</summary>
    public bool PeerIsLeaving { get; private set; }

    /// <summary>Does what a frame asks.</summary>
    /// <exception cref="Http2ViolationException">It breaks a rule.</exception>
    public void Process(Frame frame)
    {
        var header = frame.Header;
        var payload = frame.Payload.Span;
        if (!_hasSettings && header.Type != FrameType.Settings)
        {
            throw Broken("the first frame is not SETTINGS.");
        }

        if (!_requests.Allows(header))
        {
            throw Broken("another frame interrupts a header block.");
        }

        CountFutile(header);

        switch (header.Type)
        {
            case FrameType.Data: Data(header, payload); break;
            case FrameType.Headers: _requests.Headers(header, payload); break;
            case FrameType.Continuation: _requests.Continuation(header, payload); break;
            case FrameType.Settings: Settings(header, payload); break;
            case FrameType.Ping: Ping(header, payload); break;
            case FrameType.WindowUpdate: WindowUpdate(header, payload); break;
            case FrameType.ResetStream: Reset(header, payload); break;
            case FrameType.GoAway: GoAway(header, payload); break;
            case FrameType.Priority: Priority(header); break;
            case FrameType.PushPromise: throw Broken("a client must not send PUSH_PROMISE.");
            default: break;
        }
    }

    /// <summary>
    /// Frames that carry nothing cost time and no window, so a flood of them has no other limit. Those that an upload brings in any number don't count: windows that grow, and
    /// pings. See <see href="https://www.rfc-editor.org/rfc/rfc9113#section-10.5"/>.
    /// </summary>
    private void CountFutile(FrameHeader header)
    {
        var carries = header.Length > 0 || (header.Type != FrameType.Continuation && header.Has(FrameFlags.EndStream));
        _futile = header.Type switch
        {
            FrameType.Data or FrameType.Headers or FrameType.Continuation when carries => 0,
            FrameType.WindowUpdate or FrameType.Ping => _futile,
            _ => _futile + 1,
        };
        if (_futile > Http2Limits.FutileFrames)
        {
            throw Broken($"more than {Http2Limits.FutileFrames} frames in a row that carry nothing.", Http2ErrorCode.EnhanceYourCalm);
        }
    }

    /// <summary>Ends one stream for a broken rule.</summary>
    public void Reset(Http2ViolationException violation)
    {
        pipes.Writer.ResetStream(violation.StreamId, violation.Code);
        streams.Find(violation.StreamId)?.Abort(violation.Message);
    }

    private static void Priority(FrameHeader header)
    {
        RequireStream(header, connection: false);
        if (header.Length != RequestFrames.PrioritySize)
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
        _uncredited += length;
        if (_uncredited >= limits.StreamWindow / 2)
        {
            pipes.Writer.WindowUpdate(0, _uncredited);
            _uncredited = 0;
        }
    }

    private void Settings(FrameHeader header, ReadOnlySpan<byte> payload)
    {
        RequireStream(header, connection: true);
        _hasSettings = true;
        if (header.Has(FrameFlags.Ack))
        {
            RequireSize(payload, 0);
            return;
        }

        _settings.Apply(payload);
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
            throw new Http2ViolationException(Http2ErrorCode.ProtocolError, "a WINDOW_UPDATE of 0.") { StreamId = header.StreamId };
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
        streams.Find(header.StreamId)?.Abort("The engine cancelled the call.");
    }

    private void GoAway(FrameHeader header, ReadOnlySpan<byte> payload)
    {
        RequireStream(header, connection: true);
        if (payload.Length < 2 * sizeof(int))
        {
            throw Broken("a GOAWAY frame is truncated.", Http2ErrorCode.FrameSizeError);
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
