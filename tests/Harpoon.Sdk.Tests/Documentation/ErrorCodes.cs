using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Harpoon.Sdk.Tests.Documentation;

/// <summary>The diagnostic codes of the product: those that have a text, those that its sources use, and those that have a page.</summary>
internal static partial class ErrorCodes
{
    /// <summary>The folder of the pages.</summary>
    public static string Pages { get; } = Path.Combine(Repository.Root, "docs", "errors");

    /// <summary>Codes with a text. <c>HRP1003.Path</c> is a part of the text of <c>HRP1003</c>.</summary>
    public static SortedSet<string> WithText() => new(
        XDocument.Load(Path.Combine(Repository.Root, "src", "Harpoon.Engine", "Diagnostics", "DiagnosticTexts.resx"))
            .Descendants("data")
            .Select(data => data.Attribute("name")!.Value.Split('.')[0])
            .Where(name => Code().IsMatch(name)),
        StringComparer.Ordinal);

    /// <summary>Codes in the sources, but for the texts themselves.</summary>
    public static SortedSet<string> Used() => new(
        Sources().SelectMany(file => Code().Matches(File.ReadAllText(file))).Select(match => match.Value),
        StringComparer.Ordinal);

    /// <summary>Codes with a page.</summary>
    public static SortedSet<string> WithPage() => new(
        Directory.GetFiles(Pages, "*.md").Select(page => Path.GetFileNameWithoutExtension(page)),
        StringComparer.Ordinal);

    private static IEnumerable<string> Sources() =>
        Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".props" or ".targets")
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj"));

    [GeneratedRegex("HRP[0-9]{4}")]
    private static partial Regex Code();
}
