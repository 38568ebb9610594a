namespace Harpoon.BuildKit.Hpack;

/// <summary>The headers that this connection has seen, the oldest dropped when there is no room. See <see href="https://www.rfc-editor.org/rfc/rfc7541#section-2.3.2"/>.</summary>
/// <param name="limit">The size that we allow, in bytes: the other side may choose a smaller one, never a larger.</param>
internal sealed class DynamicTable(int limit)
{
    /// <summary>Newest first. The default limit leaves room for 128 fields at most.</summary>
    private readonly List<HeaderField> _fields = [];
    private int? _chosen;

    /// <summary>How many there are.</summary>
    public int Count => _fields.Count;

    /// <summary>Their size in bytes.</summary>
    public int Size { get; private set; }

    private int Capacity => _chosen ?? limit;

    /// <summary>The field at an index, 0 for the newest.</summary>
    public HeaderField At(int index) => _fields[index];

    /// <summary>Adds the newest. One that is larger than the whole table empties it.</summary>
    public void Add(HeaderField field)
    {
        EvictTo(Capacity - field.Size);
        if (field.Size <= Capacity)
        {
            _fields.Insert(0, field);
            Size += field.Size;
        }
    }

    /// <summary>The other side chooses another size.</summary>
    /// <exception cref="InvalidDataException">It is more than is allowed.</exception>
    public void Resize(int size)
    {
        if (size > limit)
        {
            throw new InvalidDataException($"A header table of {size} bytes was asked for, and {limit} are allowed.");
        }

        _chosen = size;
        EvictTo(size);
    }

    private void EvictTo(int size)
    {
        while (Size > size && _fields.Count > 0)
        {
            Size -= _fields[^1].Size;
            _fields.RemoveAt(_fields.Count - 1);
        }
    }
}
