using System.Buffers.Binary;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Output;

/// <summary>
/// Takes the engine's multiplexed stream apart: frames of an 8-byte header (stream, three zeros, big-endian length) and a payload,
/// which reads may cut anywhere (https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerAttach).
/// </summary>
/// <remarks>Payloads are handed on in the order in which the engine framed them, each as soon as a part of it is there.</remarks>
internal sealed class FrameDemultiplexer(BytesHandler handler)
{
    private const int HeaderLength = 8;

    private readonly byte[] _header = new byte[HeaderLength];
    private int _headerFilled;
    private uint _payloadLeft;
    private OutputChannel _channel;

    /// <summary>Takes what one read brought.</summary>
    /// <exception cref="InvalidDataException">It is not a multiplexed stream.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[(_payloadLeft > 0 ? TakePayload(bytes) : TakeHeader(bytes))..];
        }
    }

    /// <summary>The stream has ended.</summary>
    /// <exception cref="IOException">It ended in the middle of a frame: it was cut.</exception>
    public void Complete()
    {
        if (_payloadLeft > 0 || _headerFilled > 0)
        {
            throw new IOException(DiagnosticTexts.Format("Detail.CutShort"));
        }
    }

    private int TakePayload(ReadOnlySpan<byte> bytes)
    {
        var taken = (int)Math.Min(_payloadLeft, (uint)bytes.Length);
        _payloadLeft -= (uint)taken;
        handler(_channel, bytes[..taken]);
        return taken;
    }

    private int TakeHeader(ReadOnlySpan<byte> bytes)
    {
        var taken = Math.Min(HeaderLength - _headerFilled, bytes.Length);
        bytes[..taken].CopyTo(_header.AsSpan(_headerFilled));
        _headerFilled += taken;
        if (_headerFilled == HeaderLength)
        {
            _channel = ChannelOf(_header[0]);
            _payloadLeft = BinaryPrimitives.ReadUInt32BigEndian(_header.AsSpan(4));
            _headerFilled = 0;
        }

        return taken;
    }

    // 0 is the echo of standard input, which terminals show as output; 3 is the engine's own word about the stream.
    private static OutputChannel ChannelOf(byte stream) => stream switch
    {
        0 or 1 => OutputChannel.StandardOutput,
        2 or 3 => OutputChannel.StandardError,
        _ => throw new InvalidDataException($"The engine's output stream has a frame of an unknown kind ({stream})."),
    };
}
