namespace Harpoon.Tasks.Lines.Texts;

/// <summary>Text as XML.</summary>
internal static class XmlText
{
    /// <summary>A text between two tags.</summary>
    public static string Element(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal);

    /// <summary>A text as the value of an attribute in double quotes.</summary>
    public static string Attribute(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal)
        .Replace("\n", "&#xA;", StringComparison.Ordinal)
        .Replace("\t", "&#x9;", StringComparison.Ordinal);
}
