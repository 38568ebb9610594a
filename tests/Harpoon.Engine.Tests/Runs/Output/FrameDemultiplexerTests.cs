using System.Buffers.Binary;
using CsCheck;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Output;

namespace Harpoon.Engine.Tests.Runs.Output;

public sealed class FrameDemultiplexerTests
{
    [Fact]
    public void Frames_cut_anywhere_give_the_same_bytes_in_the_same_order()
    {
        var frame = Gen.Select(Gen.Byte[1, 2], Gen.Byte.Array[0, 30]);
        Gen.Select(frame.Array[0, 10], Gen.Int[1, 20]).Sample((frames, size) =>
        {
            var expected = frames.SelectMany(f => f.Item2.Select(b => (f.Item1, b)));
            return Demultiplexed(frames.SelectMany(f => Frame(f.Item1, f.Item2)).ToArray(), size).SequenceEqual(expected);
        });
    }

    [Fact]
    public void A_payload_is_handed_on_before_its_frame_is_whole()
    {
        var seen = 0;
        var demultiplexer = new FrameDemultiplexer((_, bytes) => seen += bytes.Length);
        demultiplexer.Write(Frame(1, new byte[100]).AsSpan(0, 58));
        Assert.Equal(50, seen);
    }

    [Fact]
    public void A_stream_that_is_not_multiplexed_is_refused() =>
        Assert.Throws<InvalidDataException>(() => Demultiplexed("plain text"u8.ToArray(), 64));

    private static byte[] Frame(byte stream, byte[] payload)
    {
        var frame = new byte[8 + payload.Length];
        frame[0] = stream;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(4), payload.Length);
        payload.CopyTo(frame, 8);
        return frame;
    }

    private static List<(byte Stream, byte Value)> Demultiplexed(byte[] bytes, int readSize)
    {
        var seen = new List<(byte, byte)>();
        var demultiplexer = new FrameDemultiplexer((channel, payload) =>
        {
            foreach (var value in payload)
            {
                seen.Add((channel == OutputChannel.StandardError ? (byte)2 : (byte)1, value));
            }
        });
        foreach (var read in bytes.Chunk(readSize))
        {
            demultiplexer.Write(read);
        }

        return seen;
    }
}
