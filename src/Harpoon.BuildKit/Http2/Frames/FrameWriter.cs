using System.Buffers;
using System.Buffers.Binary;

namespace Harpoon.BuildKit.Http2.Frames;

/// <summary>Writes each kind of frame.</summary>
internal sealed class FrameWriter(FrameOutput output)
{
    private const int SettingSize = 6;

    public void Settings(params ReadOnlySpan<(Http2Setting Name, int Value)> settings)
    {
        Span<byte> payload = stackalloc byte[settings.Length * SettingSize];
        for (var i = 0; i < settings.Length; i++)
        {
            var setting = payload[(i * SettingSize)..];
            BinaryPrimitives.WriteUInt16BigEndian(setting, (ushort)settings[i].Name);
            BinaryPrimitives.WriteInt32BigEndian(setting[2..], settings[i].Value);
        }

        Write(FrameType.Settings, FrameFlags.None, 0, payload);
    }

    public void SettingsAck() => Write(FrameType.Settings, FrameFlags.Ack, 0, []);

    public void Ping(ReadOnlySpan<byte> content, bool ack) => Write(FrameType.Ping, ack ? FrameFlags.Ack : FrameFlags.None, 0, content);

    public void WindowUpdate(int streamId, int increment)
    {
        Span<byte> payload = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(payload, increment);
        Write(FrameType.WindowUpdate, FrameFlags.None, streamId, payload);
    }

    public void ResetStream(int streamId, Http2ErrorCode code)
    {
        Span<byte> payload = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(payload, (int)code);
        Write(FrameType.ResetStream, FrameFlags.None, streamId, payload);
    }

    public void GoAway(int lastStreamId, Http2ErrorCode code)
    {
        Span<byte> payload = stackalloc byte[2 * sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(payload, lastStreamId);
        BinaryPrimitives.WriteInt32BigEndian(payload[sizeof(int)..], (int)code);
        Write(FrameType.GoAway, FrameFlags.None, 0, payload);
    }

    /// <summary>Data, in as many frames as it takes. They may wait for more, up to <see cref="FrameOutput.Flush"/>.</summary>
    public void Data(int streamId, ReadOnlySpan<byte> data) => output.Append(
        new Outgoing(FrameType.Data, FrameFlags.None, streamId, data),
        static (whole, buffer) =>
        {
            for (var rest = whole.Payload; !rest.IsEmpty;)
            {
                var payload = rest[..Math.Min(rest.Length, Http2Limits.FrameSize)];
                Put(new Outgoing(whole.Type, whole.Flags, whole.StreamId, payload), buffer);
                rest = rest[payload.Length..];
            }
        },
        mayWait: true);

    /// <summary>A header block, in as many frames as it takes; no other frame may stand between them.</summary>
    public void Headers(int streamId, ReadOnlySpan<byte> block, bool endStream)
    {
        var whole = new Outgoing(FrameType.Headers, endStream ? FrameFlags.EndStream : FrameFlags.None, streamId, block);
        output.Append(whole, static (headers, buffer) =>
        {
            var (type, flags) = (headers.Type, headers.Flags);
            var rest = headers.Payload;
            while (rest.Length > Http2Limits.FrameSize)
            {
                Put(new Outgoing(type, flags, headers.StreamId, rest[..Http2Limits.FrameSize]), buffer);
                (type, flags) = (FrameType.Continuation, FrameFlags.None);
                rest = rest[Http2Limits.FrameSize..];
            }

            Put(new Outgoing(type, flags | FrameFlags.EndHeaders, headers.StreamId, rest), buffer);
        });
    }

    private static void Put(Outgoing frame, IBufferWriter<byte> buffer)
    {
        var bytes = buffer.GetSpan(FrameHeader.Size + frame.Payload.Length);
        new FrameHeader(frame.Payload.Length, frame.Type, frame.Flags, frame.StreamId).Write(bytes);
        frame.Payload.CopyTo(bytes[FrameHeader.Size..]);
        buffer.Advance(FrameHeader.Size + frame.Payload.Length);
    }

    private void Write(FrameType type, FrameFlags flags, int streamId, ReadOnlySpan<byte> payload) =>
        output.Append(new Outgoing(type, flags, streamId, payload), Put);

    private readonly ref struct Outgoing(FrameType type, FrameFlags flags, int streamId, ReadOnlySpan<byte> payload)
    {
        public FrameType Type { get; } = type;

        public FrameFlags Flags { get; } = flags;

        public int StreamId { get; } = streamId;

        public ReadOnlySpan<byte> Payload { get; } = payload;
    }
}
