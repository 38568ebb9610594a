using System.Buffers;
using System.Text;

namespace Harpoon.Engine.Diagnostics.Text;

/// <summary>
/// What others wrote (a container, an engine, an archive) as it may be shown: control sequences are left out, and so is what reorders text. A tab and line breaks stay.
/// </summary>
/// <remarks>
/// Left out are escape sequences, the other controls of ASCII, the C1 controls (U+0080 to U+009F; U+009B starts a sequence) and the overrides, embeddings and isolates of
/// bidirectional text (https://www.unicode.org/reports/tr9/). The separators U+2028 and U+2029 become spaces, a lone carriage return a line break.
/// </remarks>
public static class PlainText
{
    private const char SequenceEnd = '\u009C';
    private const int C1Offset = 0x40;

    private static readonly SearchValues<char> Special = SearchValues.Create(
        [.. Range('\0', '\b'), .. Range('\v', '\u001F'), .. Range('\u007F', '\u009F'), '\u2028', '\u2029', .. Range('\u202A', '\u202E'), .. Range('\u2066', '\u2069')]);

    /// <summary>The text, as it may be shown.</summary>
    public static string Of(string text) => text.AsSpan().IndexOfAny(Special) is var first and >= 0 ? Of(text.AsSpan(), first) : text;

    private static string Of(ReadOnlySpan<char> rest, int length)
    {
        var plain = new StringBuilder(rest.Length);
        for (; length >= 0; length = rest.IndexOfAny(Special))
        {
            plain.Append(rest[..length]);
            rest = rest[length..];
            plain.Append(StandIn(rest));
            rest = rest[SequenceLength(rest)..];
        }

        return plain.Append(rest).ToString();
    }

    private static string StandIn(ReadOnlySpan<char> rest) => rest[0] switch
    {
        '\u2028' or '\u2029' => " ",
        '\r' => rest.StartsWith("\r\n") ? "\r" : "\n",
        _ => "",
    };

    /// <summary>How long what starts here is. Of a sequence that never ends only the start is left out: the words behind it may be another's.</summary>
    private static int SequenceLength(ReadOnlySpan<char> rest)
    {
        if (rest[0] is not ((char)Control.Escape or (>= '\u0080' and <= '\u009F')))
        {
            return 1;
        }

        var sequence = default(EscapeSequence);
        sequence.Open();
        if (rest[0] != (char)Control.Escape)
        {
            // A C1 control is ESC and another character in one.
            sequence.Take((byte)(rest[0] - C1Offset));
        }

        var length = 1;
        while (length < rest.Length && sequence.IsOpen && sequence.Take(ByteOf(rest[length])))
        {
            length++;
        }

        return sequence.IsOpen ? 1 : length;
    }

    private static byte ByteOf(char value) => value == SequenceEnd ? Control.Bell : char.IsAscii(value) ? (byte)value : byte.MaxValue;

    private static IEnumerable<char> Range(char first, char last) => Enumerable.Range(first, last - first + 1).Select(value => (char)value);
}
