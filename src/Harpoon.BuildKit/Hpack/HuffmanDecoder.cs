namespace Harpoon.BuildKit.Hpack;

/// <summary>Decodes Huffman strings. See <see href="https://www.rfc-editor.org/rfc/rfc7541#section-5.2"/>.</summary>
internal static class HuffmanDecoder
{
    private const int ShortestCode = 5;

    /// <summary>The most characters that so many bytes can hold.</summary>
    public static int MaxLength(int encoded) => encoded * 8 / ShortestCode;

    /// <summary>Decodes a string.</summary>
    /// <exception cref="InvalidDataException">It holds the end-of-string symbol, or its padding is not the start of that symbol.</exception>
    public static int Decode(ReadOnlySpan<byte> encoded, Span<char> decoded)
    {
        var tree = HuffmanTree.Instance;
        var (node, depth, ones, length) = (0, 0, true, 0);
        foreach (var octet in encoded)
        {
            for (var shift = 7; shift >= 0; shift--)
            {
                var bit = (octet >> shift) & 1;
                node = tree.Step(node, bit);
                depth++;
                ones &= bit == 1;
                if (node < 0)
                {
                    decoded[length++] = Symbol(~node);
                    (node, depth, ones) = (0, 0, true);
                }
            }
        }

        return ones && depth < 8 ? length : throw new InvalidDataException("A Huffman string is padded wrongly.");
    }

    private static char Symbol(int symbol) => symbol != HuffmanCode.EndOfString
        ? (char)symbol
        : throw new InvalidDataException("A Huffman string holds the end-of-string symbol.");
}
