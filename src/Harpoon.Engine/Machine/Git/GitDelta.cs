namespace Harpoon.Engine.Machine.Git;

/// <summary>Makes an object of another and a difference: pieces of the other, and bytes of its own.</summary>
internal static class GitDelta
{
    private const int WholePiece = 0x10000;

    /// <exception cref="InvalidDataException">The difference is not of this object.</exception>
    public static byte[] Apply(ReadOnlySpan<byte> source, ReadOnlySpan<byte> delta)
    {
        var position = 0;
        if (Size(delta, ref position) != source.Length)
        {
            throw new InvalidDataException("A difference is not of the object that it names.");
        }

        var result = new byte[Size(delta, ref position)];
        var written = 0;
        while (position < delta.Length)
        {
            var code = delta[position++];
            if ((code & 0x80) == 0)
            {
                delta.Slice(position, code).CopyTo(result.AsSpan(written));
                position += code;
                written += code;
                continue;
            }

            var offset = Number(delta, ref position, code, bytes: 4);
            var size = Number(delta, ref position, code >> 4, bytes: 3) is > 0 and var given ? given : WholePiece;
            source.Slice(offset, size).CopyTo(result.AsSpan(written));
            written += size;
        }

        return written == result.Length ? result : throw new InvalidDataException("A difference ends early.");
    }

    /// <summary>A number of which only those bytes are there whose bit is set.</summary>
    private static int Number(ReadOnlySpan<byte> delta, ref int position, int bits, int bytes)
    {
        var number = 0;
        for (var index = 0; index < bytes; index++)
        {
            number |= (bits & (1 << index)) == 0 ? 0 : delta[position++] << (8 * index);
        }

        return number;
    }

    private static int Size(ReadOnlySpan<byte> delta, ref int position)
    {
        var size = 0;
        for (var shift = 0; shift < 28; shift += 7)
        {
            var next = delta[position++];
            size |= (next & 0x7f) << shift;
            if ((next & 0x80) == 0)
            {
                return size;
            }
        }

        throw new InvalidDataException("An object is too large.");
    }
}
