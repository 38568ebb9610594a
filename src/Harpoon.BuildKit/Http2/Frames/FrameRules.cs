namespace Harpoon.BuildKit.Http2.Frames;

/// <summary>What all frames must keep to.</summary>
internal static class FrameRules
{
    /// <summary>The error for a broken rule of the connection.</summary>
    public static Http2ViolationException Broken(string message, Http2ErrorCode code = Http2ErrorCode.ProtocolError) => new(code, message);

    /// <summary>A payload of a fixed size.</summary>
    public static void RequireSize(ReadOnlySpan<byte> payload, int size)
    {
        if (payload.Length != size)
        {
            throw Broken($"a frame of {payload.Length} bytes that must have {size}.", Http2ErrorCode.FrameSizeError);
        }
    }

    /// <summary>A frame of a stream, or of the connection.</summary>
    public static void RequireStream(FrameHeader header, bool connection)
    {
        if (header.StreamId == 0 != connection)
        {
            throw Broken($"a {header.Type} frame on stream {header.StreamId}.");
        }
    }

    /// <summary>The content of a frame that may be padded.</summary>
    public static ReadOnlySpan<byte> WithoutPadding(FrameHeader header, ReadOnlySpan<byte> payload)
    {
        if (!header.Has(FrameFlags.Padded))
        {
            return payload;
        }

        return payload.Length > 0 && payload[0] < payload.Length
            ? payload[1..^payload[0]]
            : throw Broken("a frame has more padding than payload.");
    }
}
