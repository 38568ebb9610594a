using System.Globalization;
using System.Text;
using Harpoon.Engine.Archives.Extraction;

namespace Harpoon.Engine.Archives.Images;

/// <summary>A tar of the files of an image, as BuildKit writes it: names are short, and times are those of 1970, so that the same image is the same file.</summary>
/// <seealso href="https://www.gnu.org/software/tar/manual/html_node/Standard.html"/>
internal static class TarBlocks
{
    private const long LargestOctal = (1L << 33) - 1;
    private const int ChecksumOffset = 148;

    /// <summary>Two empty blocks.</summary>
    public static ReadOnlyMemory<byte> End { get; } = new byte[2 * TarHeaderFields.BlockSize];

    /// <summary>The header of a folder.</summary>
    public static ReadOnlyMemory<byte> Folder(string name) => Header($"{name}/", '5', 0, "0000755");

    /// <summary>The header of a file.</summary>
    public static ReadOnlyMemory<byte> File(string name, long size) => Header(name, '0', size, "0000444");

    /// <summary>What follows a file's last byte.</summary>
    public static ReadOnlyMemory<byte> Padding(long size) => End[..(int)(TarHeaderFields.RoundedUp(size) - size)];

    private static byte[] Header(string name, char type, long size, string mode)
    {
        var header = new byte[TarHeaderFields.BlockSize];
        Put(header, 0, name);
        Put(header, 100, mode);
        Put(header, 108, "0000000");
        Put(header, 116, "0000000");
        PutSize(header.AsSpan(124, 12), size);
        Put(header, 136, "00000000000");
        header.AsSpan(ChecksumOffset, 8).Fill((byte)' ');
        header[156] = (byte)type;
        Put(header, 257, "ustar\u000000");
        Put(header, ChecksumOffset, Octal(header.Sum(value => value), 6) + "\0");
        return header;
    }

    private static void PutSize(Span<byte> field, long size)
    {
        if (size <= LargestOctal)
        {
            Encoding.ASCII.GetBytes(Octal(size, 11), field);
            return;
        }

        field[0] = 0x80;
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(field[^sizeof(long)..], size);
    }

    private static string Octal(long number, int digits) =>
        Convert.ToString(number, 8).PadLeft(digits, '0').ToString(CultureInfo.InvariantCulture);

    private static void Put(byte[] header, int offset, string text) => Encoding.ASCII.GetBytes(text, header.AsSpan(offset));
}
