using System.Buffers;
using System.Text;

namespace Harpoon.BuildKit.Hpack;

/// <summary>
/// Encodes header blocks by the static table and literals alone. It needs no state, so blocks may be written in any order; the few
/// bytes that a dynamic table would save are not worth one.
/// </summary>
internal static class HpackEncoder
{
    /// <summary>
    /// Starts a block: says that our table has no room. Where the other side shrinks its table, a block that doesn't say so is an error to strict
    /// decoders; one byte in each block spares the bookkeeping. See <see href="https://www.rfc-editor.org/rfc/rfc7541#section-4.2"/>.
    /// </summary>
    public static void Begin(IBufferWriter<byte> output) => WriteNumber(0x20, 5, 0, output);

    /// <summary>Writes a field.</summary>
    public static void Write(HeaderField field, IBufferWriter<byte> output)
    {
        if (StaticTable.IndexOf(field) is var index and > 0)
        {
            WriteNumber(0x80, 7, index, output);
            return;
        }

        WriteNumber(0x00, 4, 0, output);
        WriteText(field.Name, output);
        WriteText(field.Value, output);
    }

    private static void WriteText(string text, IBufferWriter<byte> output)
    {
        WriteNumber(0x00, 7, text.Length, output);
        Encoding.Latin1.GetBytes(text, output);
    }

    private static void WriteNumber(byte pattern, int prefixBits, int number, IBufferWriter<byte> output)
    {
        var mask = (1 << prefixBits) - 1;
        var bytes = output.GetSpan(6);
        if (number < mask)
        {
            bytes[0] = (byte)(pattern | number);
            output.Advance(1);
            return;
        }

        bytes[0] = (byte)(pattern | mask);
        number -= mask;
        var length = 1;
        for (; number >= 0x80; number >>= 7)
        {
            bytes[length++] = (byte)(number | 0x80);
        }

        bytes[length++] = (byte)number;
        output.Advance(length);
    }
}
