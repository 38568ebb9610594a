using Harpoon.BuildKit.Hpack;
using Harpoon.BuildKit.Http2.Frames;

namespace Harpoon.Fuzz.Targets;

/// <summary>Whatever came, what the server sends is HTTP/2.</summary>
internal static class SentFrames
{
    private const int LargestList = 1 << 20;

    public static void Check(byte[] sent)
    {
        var decoder = new HpackDecoder(Http2Limits.HeaderTableSize, LargestList);
        ReadOnlySpan<byte> rest = sent;
        while (rest.Length >= FrameHeader.Size)
        {
            var header = FrameHeader.Read(rest);
            Assert.InRange(header.Length, 0, Http2Limits.FrameSize);
            rest = rest[FrameHeader.Size..];
            Assert.True(header.Length <= rest.Length, "a frame is cut");
            Assert.NotEqual(FrameType.PushPromise, header.Type);
            if (header.Type == FrameType.Headers && header.Has(FrameFlags.EndHeaders))
            {
                decoder.Decode(rest[..header.Length]);
            }

            rest = rest[header.Length..];
        }

        Assert.True(rest.IsEmpty, "a frame is cut");
    }
}
