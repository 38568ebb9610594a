namespace Harpoon.BuildKit.Hpack;

/// <summary>A header's name and value, both as Latin-1 text: a character is a byte.</summary>
internal sealed record HeaderField(string Name, string Value)
{
    /// <summary>What an entry costs beyond its text. See <see href="https://www.rfc-editor.org/rfc/rfc7541#section-4.1"/>.</summary>
    private const int Overhead = 32;

    /// <summary>Its size in a table and in a header list.</summary>
    public int Size => Name.Length + Value.Length + Overhead;
}
