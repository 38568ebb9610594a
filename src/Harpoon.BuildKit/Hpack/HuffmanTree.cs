namespace Harpoon.BuildKit.Hpack;

/// <summary>The code as a binary tree in an array: a node holds its two children, a leaf its symbol.</summary>
internal sealed class HuffmanTree
{
    /// <summary>A leaf is stored as the complement of its symbol.</summary>
    private readonly int[] _children = new int[2 * 256];
    private int _nodes = 1;

    private HuffmanTree()
    {
        var code = 0u;
        for (var length = 1; length <= HuffmanCode.Longest; length++)
        {
            code <<= 1;
            for (var symbol = 0; symbol < HuffmanCode.Lengths.Length; symbol++)
            {
                if (HuffmanCode.Lengths[symbol] == length)
                {
                    Add(code++, length, symbol);
                }
            }
        }
    }

    /// <summary>The only one; it never changes.</summary>
    public static HuffmanTree Instance { get; } = new();

    /// <summary>Where to go from a node (0 is the root) by a bit: another node, or the complement of a symbol.</summary>
    public int Step(int node, int bit) => _children[(2 * node) + bit];

    private void Add(uint code, int length, int symbol)
    {
        var node = 0;
        for (var shift = length - 1; shift > 0; shift--)
        {
            ref var next = ref _children[(2 * node) + (int)((code >> shift) & 1)];
            node = next == 0 ? next = _nodes++ : next;
        }

        _children[(2 * node) + (int)(code & 1)] = ~symbol;
    }
}
