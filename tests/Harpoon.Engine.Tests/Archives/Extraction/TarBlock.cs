using System.Text;

namespace Harpoon.Engine.Tests.Archives.Extraction;

/// <summary>The blocks of an archive, with what no tar writer would write.</summary>
internal static class TarBlock
{
    private const int Size = 512;

    public static byte[] End => new byte[2 * Size];

    /// <summary>A header.</summary>
    /// <param name="name">The entry's name, in bytes.</param>
    /// <param name="type">Its type.</param>
    /// <param name="size">The field of its size.</param>
    /// <param name="time">The field of its time.</param>
    /// <param name="isGnu">Whether it is GNU's.</param>
    public static byte[] Header(string name, char type, byte[] size, byte[]? time = null, bool isGnu = false)
    {
        var block = new byte[Size];
        Encoding.Latin1.GetBytes(name).CopyTo(block, 0);
        "0000644\00000000\00000000\0"u8.CopyTo(block.AsSpan(100));
        size.CopyTo(block, 124);
        (time ?? Octal(0)).CopyTo(block, 136);
        "        "u8.CopyTo(block.AsSpan(148));
        block[156] = (byte)type;
        (isGnu ? "ustar  \0"u8 : "ustar\000"u8).CopyTo(block.AsSpan(257));
        Encoding.ASCII.GetBytes(Convert.ToString(block.Sum(value => value), 8).PadLeft(6, '0') + "\0 ").CopyTo(block, 148);
        return block;
    }

    /// <summary>A number as it is written as a rule.</summary>
    public static byte[] Octal(long number) => Encoding.ASCII.GetBytes(Convert.ToString(number, 8).PadLeft(11, '0') + "\0");

    /// <summary>A number as GNU writes one that has no room, by its last eight bytes.</summary>
    public static byte[] Binary(ulong number)
    {
        var field = new byte[12];
        field.AsSpan(0, 4).Fill((number >> 63) == 0 ? (byte)0 : (byte)0xFF);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(field.AsSpan(4), number);
        field[0] |= 0x80;
        return field;
    }

    /// <summary>Attributes of the next entry.</summary>
    public static byte[] Attributes(string key, string value)
    {
        var length = key.Length + value.Length + 3;
        while ($"{length} {key}={value}\n".Length != length)
        {
            length++;
        }

        return [.. Header("attributes", 'x', Octal(length)), .. Padded($"{length} {key}={value}\n")];
    }

    /// <summary>Content, up to the end of its last block.</summary>
    public static byte[] Padded(string content)
    {
        var blocks = new byte[(content.Length + Size - 1) / Size * Size];
        Encoding.Latin1.GetBytes(content).CopyTo(blocks, 0);
        return blocks;
    }
}
