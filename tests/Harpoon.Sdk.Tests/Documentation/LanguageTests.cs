using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Harpoon.Sdk.Tests.Documentation;

/// <summary>Error texts and documentation use standard terms, and the sample errors in the documentation are current.</summary>
public sealed partial class LanguageTests
{
    private static readonly Dictionary<string, string> Texts =
        XDocument.Load(Path.Combine(Repository.Root, "src", "Harpoon.Engine", "Diagnostics", "DiagnosticTexts.resx"))
            .Descendants("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    /// <summary>Lines in which a word to avoid is the right one.</summary>
    private static readonly HashSet<string> Allowed = [];

    [Fact]
    public void Documentation_has_no_words_to_avoid() =>
        Assert.Empty(Pages().SelectMany(page => Found(File.ReadAllText(page)).Select(found => $"{Path.GetRelativePath(Repository.Root, page)}: {found}")));

    [Fact]
    public void Error_texts_have_no_words_to_avoid() =>
        Assert.Empty(Texts.SelectMany(text => Found(text.Value).Select(found => $"{text.Key}: {found}")));

    [Fact]
    public void Comments_have_no_words_to_avoid()
    {
        var comments = Sources().SelectMany(file => File.ReadLines(file).Where(line => line.Contains("//", StringComparison.Ordinal))
            .SelectMany(line => Found(line[line.IndexOf("//", StringComparison.Ordinal)..]), (_, found) => $"{Path.GetRelativePath(Repository.Root, file)}: {found}"));

        Assert.NotEmpty(Sources());
        Assert.Empty(comments);
    }

    [Theory]
    [InlineData("The error tells why.", "tells")]
    [InlineData("It is null where there is none.", "null where")]
    [InlineData("Whoever builds has to mend it.", "Whoever, mend")]
    [InlineData("The engine took nothing more, without a word.", "took nothing, without a word")]
    [InlineData("It reports why, is null if there is no reason, recommended, and by an intelligent teller.", "")]
    public void A_word_to_avoid_is_found_as_a_whole_word(string sentence, string words) =>
        Assert.Equal(words, string.Join(", ", ToAvoid().Matches(sentence).Select(match => match.Value)));

    [Fact]
    public void Sample_errors_are_the_current_texts()
    {
        var samples = Pages().SelectMany(page => Sample().Matches(File.ReadAllText(page))).ToList();

        Assert.NotEmpty(samples);
        Assert.Empty(samples.Where(sample => !IsCurrent(sample.Groups["code"].Value, sample.Groups["text"].Value)).Select(sample => sample.Value));
    }

    /// <summary>A code may have several texts (<c>HRP2023.Environment</c>): the sample may be of any of them.</summary>
    private static bool IsCurrent(string code, string sample) =>
        Texts.Any(text => text.Key.Split('.')[0] == code && (IsWhole(text.Value, sample) || (sample.EndsWith('…') && IsBeginning(text.Value, sample.TrimEnd('…')))));

    private static bool IsWhole(string text, string sample) =>
        Regex.IsMatch(sample, $"^{string.Join(".*", Argument().Split(text).Select(Regex.Escape))}$");

    /// <summary>Whether a sample up to its ellipsis is the beginning of a text with arguments. It may end within a sentence, but not within an argument.</summary>
    private static bool IsBeginning(string text, string beginning)
    {
        var rest = beginning;
        foreach (var piece in Argument().Split(text))
        {
            if (rest.IndexOf(piece, StringComparison.Ordinal) is >= 0 and var at)
            {
                rest = rest[(at + piece.Length)..];
                continue;
            }

            return rest.Trim().Length == 0 || Enumerable.Range(1, piece.Length - 1).Any(length => rest.TrimEnd().EndsWith(piece[..length].TrimEnd(), StringComparison.Ordinal) && piece[..length].Trim().Length > 0);
        }

        return true;
    }

    private static IEnumerable<string> Found(string text) =>
        text.Split('\n').Where(line => ToAvoid().IsMatch(line) && !Allowed.Contains(line.Trim())).Select(line => $"'{ToAvoid().Match(line).Value}' in: {line.Trim()}");

    private static IEnumerable<string> Pages() =>
        Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories).Concat(Directory.GetFiles(Repository.Root, "*.md"));

    private static IEnumerable<string> Sources() =>
        Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex(
        """
        \b(tell|tells|telling|told|null\ where|somebody|anybody|nobody|everybody|whoever|heed(s|ed)?|mend(s|ed|ing)?|anew|misspelt|spoilt
        |own\ words|(its|the\ engine's)\ words|truth\ is|took\ nothing|without\ a\ word|in\ silence|let\ \w+\ in|can't\ be\ had|could\ not\ be\ had|as\ it\ is\ meant)\b
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex ToAvoid();

    [GeneratedRegex(@"(error|warning) (?<code>HRP[0-9]{4})(-\w+)?: (?<text>[^\r\n]+)")]
    private static partial Regex Sample();

    [GeneratedRegex(@"\{[0-9]\}")]
    private static partial Regex Argument();
}
