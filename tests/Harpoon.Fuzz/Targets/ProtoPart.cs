using System.Buffers;
using Harpoon.BuildKit.Protobuf;

namespace Harpoon.Fuzz.Targets;

/// <summary>A field of a protobuf message as a part of an input.</summary>
internal static class ProtoPart
{
    private const byte Continues = 0x80;

    /// <summary>Bytes, text or a message.</summary>
    public static byte[] Of(int field, params ReadOnlySpan<byte> value)
    {
        var bytes = new ArrayBufferWriter<byte>();
        new ProtoWriter(bytes).WriteAlways(field, value);
        return bytes.WrittenSpan.ToArray();
    }

    public static byte[] Number(int field, long value)
    {
        var bytes = new ArrayBufferWriter<byte>();
        new ProtoWriter(bytes).Write(field, value);
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Puts the length of a changed field right: it stands behind a tag of one byte.</summary>
    public static byte[] Seal(byte[] part)
    {
        var start = 1;
        while (start < part.Length && part[start] >= Continues)
        {
            start++;
        }

        return start < part.Length && part[0] >> 3 is > 0 and < 16 ? Of(part[0] >> 3, part.AsSpan(start + 1)) : part;
    }
}
