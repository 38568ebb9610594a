using System.Buffers;
using System.Text;

namespace Harpoon.BuildKit.Protobuf;

/// <summary>Writes a protobuf message. Values that are the default (zero, empty) are left out, as proto3 does.</summary>
internal readonly struct ProtoWriter(IBufferWriter<byte> output)
{
    private const int LongestVarint = 10;

    /// <summary>A number.</summary>
    public void Write(int field, long value)
    {
        if (value != 0)
        {
            Tag(field, WireType.Varint);
            Varint((ulong)value);
        }
    }

    /// <summary>Bytes, or a message that was written before.</summary>
    public void Write(int field, ReadOnlySpan<byte> value)
    {
        if (!value.IsEmpty)
        {
            WriteAlways(field, value);
        }
    }

    /// <summary>Bytes, empty ones too: an element of a list, or a message that is there.</summary>
    public void WriteAlways(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, WireType.Bytes);
        Varint((ulong)value.Length);
        output.Write(value);
    }

    /// <summary>What stands before bytes that follow by themselves.</summary>
    public void WriteHead(int field, int length)
    {
        if (length > 0)
        {
            Tag(field, WireType.Bytes);
            Varint((ulong)length);
        }
    }

    /// <summary>A text.</summary>
    public void Write(int field, string value)
    {
        if (value.Length > 0)
        {
            Tag(field, WireType.Bytes);
            Varint((ulong)Encoding.UTF8.GetByteCount(value));
            Encoding.UTF8.GetBytes(value, output);
        }
    }

    private void Tag(int field, WireType wire) => Varint(((ulong)field << 3) | (uint)wire);

    private void Varint(ulong value)
    {
        var bytes = output.GetSpan(LongestVarint);
        var length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            bytes[length++] = (byte)(value | 0x80);
        }

        bytes[length++] = (byte)value;
        output.Advance(length);
    }
}
