namespace Harpoon.Engine.Client.Api.Containers;

/// <summary>Container ids as people read them.</summary>
internal static class ContainerIds
{
    private const int ShortLength = 12;

    /// <summary>Whether a text is what <see cref="Short"/> makes of an id.</summary>
    public static bool IsShort(string text) => text.Length == ShortLength && text.All(char.IsAsciiHexDigitLower);

    /// <summary>The first twelve digits, which the engine takes for the whole.</summary>
    public static string Short(string id) => id.Length > ShortLength ? id[..ShortLength] : id;
}
