namespace Harpoon.BuildKit.Hpack;

/// <summary>Decodes the header blocks of a connection, in their order. See <see href="https://www.rfc-editor.org/rfc/rfc7541#section-3.2"/>.</summary>
/// <param name="tableSize">The size of the dynamic table that we allow, in bytes.</param>
/// <param name="listSize">The size of a decoded header list that we allow, in bytes: a small block can stand for a large list.</param>
internal sealed class HpackDecoder(int tableSize, int listSize)
{
    private readonly DynamicTable _table = new(tableSize);

    /// <summary>Decodes a whole block.</summary>
    /// <exception cref="InvalidDataException">It is malformed, or too large.</exception>
    public List<HeaderField> Decode(ReadOnlySpan<byte> block)
    {
        var reader = new HpackReader(block);
        var fields = new List<HeaderField>();
        var room = listSize;
        while (!reader.AtEnd)
        {
            if (ReadField(ref reader, mayResize: fields.Count == 0) is not { } field)
            {
                continue;
            }

            room -= field.Size;
            if (room < 0)
            {
                throw new InvalidDataException($"A header list has more than {listSize} bytes.");
            }

            fields.Add(field);
        }

        return fields;
    }

    /// <summary>A field, or null for a change of the table's size, which may only stand at the start of a block.</summary>
    private HeaderField? ReadField(ref HpackReader reader, bool mayResize)
    {
        var first = reader.Peek();
        if ((first & 0x80) != 0)
        {
            return FieldAt(reader.ReadNumber(7));
        }

        if ((first & 0x40) != 0)
        {
            var field = ReadLiteral(ref reader, 6);
            _table.Add(field);
            return field;
        }

        if ((first & 0x20) == 0)
        {
            return ReadLiteral(ref reader, 4);
        }

        if (!mayResize)
        {
            throw new InvalidDataException("The table's size changes in the middle of a header block.");
        }

        _table.Resize(reader.ReadNumber(5));
        return null;
    }

    private HeaderField ReadLiteral(ref HpackReader reader, int prefixBits)
    {
        var index = reader.ReadNumber(prefixBits);
        var name = index == 0 ? reader.ReadText() : FieldAt(index).Name;
        return new HeaderField(name, reader.ReadText());
    }

    private HeaderField FieldAt(int index)
    {
        if (index == 0 || index > StaticTable.Count + _table.Count)
        {
            throw new InvalidDataException($"No header has the index {index}.");
        }

        return index <= StaticTable.Count ? StaticTable.At(index) : _table.At(index - StaticTable.Count - 1);
    }
}
