using System.Text;

namespace Harpoon.BuildKit.Hpack;

/// <summary>Reads integers and strings of a header block. See <see href="https://www.rfc-editor.org/rfc/rfc7541#section-5"/>.</summary>
internal ref struct HpackReader(ReadOnlySpan<byte> block)
{
    /// <summary>Beyond this no length or index of ours can lie; larger numbers are refused before they overflow.</summary>
    private const int LargestNumber = 1 << 24;

    private ReadOnlySpan<byte> _rest = block;

    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>The next byte, which stays.</summary>
    public readonly byte Peek() => _rest.IsEmpty ? throw Cut() : _rest[0];

    /// <summary>A number whose first bits share a byte with something else.</summary>
    /// <param name="prefixBits">How many bits of the first byte are the number's.</param>
    public int ReadNumber(int prefixBits)
    {
        var mask = (1 << prefixBits) - 1;
        var number = ReadByte() & mask;
        if (number < mask)
        {
            return number;
        }

        for (var shift = 0; ; shift += 7)
        {
            var octet = ReadByte();
            number += (octet & 0x7F) << shift;
            if (number > LargestNumber || shift > 21)
            {
                throw new InvalidDataException("A number in a header block is too large.");
            }

            if (octet < 0x80)
            {
                return number;
            }
        }
    }

    /// <summary>A string, plain or Huffman.</summary>
    public string ReadText()
    {
        var huffman = (Peek() & 0x80) != 0;
        var length = ReadNumber(7);
        if (length > _rest.Length)
        {
            throw Cut();
        }

        var text = _rest[..length];
        _rest = _rest[length..];
        return huffman ? DecodeHuffman(text) : Encoding.Latin1.GetString(text);
    }

    private static string DecodeHuffman(ReadOnlySpan<byte> text)
    {
        var most = HuffmanDecoder.MaxLength(text.Length);
        var decoded = most <= 512 ? stackalloc char[most] : new char[most];
        return new string(decoded[..HuffmanDecoder.Decode(text, decoded)]);
    }

    private static InvalidDataException Cut() => new("A header block ends in the middle of a field.");

    private byte ReadByte()
    {
        var octet = Peek();
        _rest = _rest[1..];
        return octet;
    }
}
