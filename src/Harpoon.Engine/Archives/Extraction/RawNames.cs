using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Harpoon.Engine.Archives.Extraction;

/// <summary>
/// Names that are no UTF-8. A tar reader makes the same character of each wrong byte, so that two names would become one: here each byte becomes a character of its own
/// before the tar reader sees it, and a % with two digits where it is written.
/// </summary>
internal static class RawNames
{
    /// <summary>Of the private characters of Unicode; a byte is added to it.</summary>
    private const char Zero = '\uF700';

    private const int BlockSize = 512;
    private const int SizeOffset = 124;
    private const int ChecksumOffset = 148;
    private const int TypeOffset = 156;

    /// <summary>Whether a name had a byte that is no UTF-8.</summary>
    public static bool Matches(string name) => name.Any(IsByte);

    /// <summary>A name as it is written on this machine.</summary>
    public static string Escaped(string name) => !Matches(name) ? name : string.Concat(name.Select(character =>
        IsByte(character) ? string.Create(CultureInfo.InvariantCulture, $"%{character - Zero:X2}") : character.ToString()));

    /// <summary>What stands before an entry, with names that are text.</summary>
    /// <param name="metadata">A header, what follows it, and zeros up to a whole block.</param>
    /// <param name="size">How many bytes follow the header.</param>
    public static ReadOnlyMemory<byte> AsText(ReadOnlyMemory<byte> metadata, int size)
    {
        var body = metadata.Span.Slice(BlockSize, size);
        if (Utf8.IsValid(body))
        {
            return metadata;
        }

        var text = metadata.Span[TypeOffset] == (byte)'x' ? WithTextPaths(body) : Text(body);
        var result = new byte[BlockSize + ((text.Length + BlockSize - 1) / BlockSize * BlockSize)];
        metadata.Span[..BlockSize].CopyTo(result);
        text.CopyTo(result, BlockSize);
        WriteOctal(result.AsSpan(SizeOffset, 12), text.Length);
        result.AsSpan(ChecksumOffset, 8).Fill((byte)' ');
        var sum = 0;
        foreach (var value in result.AsSpan(0, BlockSize))
        {
            sum += value;
        }

        WriteOctal(result.AsSpan(ChecksumOffset, 7), sum);
        return result;
    }

    private static bool IsByte(char character) => character is > (char)(Zero + 0x7F) and <= (char)(Zero + 0xFF);

    private static byte[] WithTextPaths(ReadOnlySpan<byte> records)
    {
        var text = new List<byte>();
        while (Utf8Parser.TryParse(records, out int length, out var digits) && length > digits && length <= records.Length)
        {
            var record = records[..length];
            var name = record[digits..];
            text.AddRange(name.StartsWith(" path="u8) || name.StartsWith(" linkpath="u8) ? Record(Text(name)) : record);
            records = records[length..];
        }

        // What is no record stays for the tar reader to refuse.
        text.AddRange(records);
        return [.. text];
    }

    private static byte[] Record(byte[] rest)
    {
        var length = rest.Length + Digits(rest.Length);
        length = rest.Length + Digits(length);
        return [.. Encoding.ASCII.GetBytes(length.ToString(CultureInfo.InvariantCulture)), .. rest];
    }

    private static int Digits(int number) => number.ToString(CultureInfo.InvariantCulture).Length;

    private static byte[] Text(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var length) == System.Buffers.OperationStatus.Done)
            {
                text.Append(rune);
            }
            else
            {
                length = 1;
                text.Append((char)(Zero + bytes[0]));
            }

            bytes = bytes[length..];
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void WriteOctal(Span<byte> field, int number)
    {
        field[^1] = 0;
        Encoding.ASCII.GetBytes(Convert.ToString(number, 8).PadLeft(field.Length - 1, '0'), field);
    }
}
