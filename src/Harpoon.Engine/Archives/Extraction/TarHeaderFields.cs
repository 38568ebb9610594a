using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Harpoon.Engine.Archives.Extraction;

/// <summary>What a tar's header says of sizes.</summary>
/// <seealso href="https://www.gnu.org/software/tar/manual/html_node/Standard.html"/>
/// <seealso href="https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html"/>
internal static class TarHeaderFields
{
    public const int BlockSize = 512;

    /// <summary>No file system has larger files.</summary>
    private const long LargestFile = 1L << 60;

    private const int SizeOffset = 124;
    private const int SizeLength = 12;
    private const int ChecksumOffset = 148;
    private const int ChecksumLength = 8;
    private const int TypeOffset = 156;
    private const byte BinaryMark = 0x80;

    /// <summary>Whether what follows is about the next entries: a long name, attributes.</summary>
    public static bool IsMetadata(ReadOnlySpan<byte> header) => header[TypeOffset] is (byte)'L' or (byte)'K' or (byte)'x' or (byte)'g';

    /// <summary>
    /// Whether it is a header, by its checksum, or the zeros at an archive's end. The tar reader takes what is neither for the end as well.
    /// </summary>
    public static bool IsValid(ReadOnlySpan<byte> header)
    {
        if (!header.ContainsAnyExcept((byte)0))
        {
            return true;
        }

        var (unsigned, signed) = (0, 0);
        for (var place = 0; place < BlockSize; place++)
        {
            var value = place is >= ChecksumOffset and < ChecksumOffset + ChecksumLength ? (byte)' ' : header[place];
            unsigned += value;
            signed += (sbyte)value;
        }

        var stored = Octal(header.Slice(ChecksumOffset, ChecksumLength));
        return stored == unsigned || stored == signed;
    }

    /// <summary>The size of what follows; null if it is none, which is for the tar reader to say.</summary>
    /// <exception cref="InvalidDataException">It is larger than can be, or less than nothing.</exception>
    public static long? SizeOf(ReadOnlySpan<byte> header)
    {
        var field = header.Slice(SizeOffset, SizeLength);
        if (field[0] < BinaryMark)
        {
            return Octal(field);
        }

        var isShort = field[0] == BinaryMark && !field[1..^sizeof(long)].ContainsAnyExcept((byte)0);
        return Possible(isShort ? BinaryPrimitives.ReadInt64BigEndian(field[^sizeof(long)..]) : -1);
    }

    /// <summary>The size that attributes announce for the next entry, in place of its header's; null if they don't.</summary>
    /// <param name="header">The header of the attributes.</param>
    /// <param name="attributes">Records of <c>length key=value\n</c>.</param>
    public static long? SizeIn(ReadOnlySpan<byte> header, ReadOnlySpan<byte> attributes)
    {
        long? size = null;
        while (header[TypeOffset] == (byte)'x' && Record(attributes) is { } record)
        {
            attributes = attributes[record.Length..];
            size = record.Size ?? size;
        }

        return size;
    }

    /// <summary>The bytes that so many take in an archive.</summary>
    public static long RoundedUp(long size) => (size + BlockSize - 1) / BlockSize * BlockSize;

    private static (int Length, long? Size)? Record(ReadOnlySpan<byte> attributes)
    {
        var blank = attributes.IndexOf((byte)' ');
        if (blank <= 0
            || !int.TryParse(attributes[..blank], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            || length <= blank || length > attributes.Length)
        {
            return null;
        }

        var record = attributes[(blank + 1)..length].TrimEnd((byte)'\n');
        return !record.StartsWith("size="u8) ? (length, null)
            : long.TryParse(record["size=".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? (length, Possible(size))
            : throw new InvalidDataException($"An entry has the size '{Encoding.Latin1.GetString(record["size=".Length..])}'.");
    }

    private static long? Octal(ReadOnlySpan<byte> field)
    {
        var size = 0L;
        foreach (var digit in field.Trim(" \0"u8))
        {
            if (digit is < (byte)'0' or > (byte)'7')
            {
                return null;
            }

            size = (size * 8) + digit - '0';
        }

        return size;
    }

    private static long Possible(long size) =>
        size is >= 0 and <= LargestFile ? size : throw new InvalidDataException("An entry has a size that no file has.");
}
