using System.Collections.Immutable;

namespace Harpoon.Engine.Tests.Builds.BuildKit.Agreement;

/// <summary>A Dockerfile, and what its builder is told besides.</summary>
/// <param name="Key">Its file names.</param>
/// <param name="Name">What it is about.</param>
/// <param name="Dockerfile">The Dockerfile.</param>
/// <param name="Settings">The settings, by names: one may have several values.</param>
internal sealed record AgreementCase(string Key, string Name, string Dockerfile, ImmutableArray<KeyValuePair<string, string>> Settings)
{
    private const string CaseMark = "### ";
    private const string SettingMark = "@ ";

    /// <summary>The value of a setting; null for none.</summary>
    public string? this[string setting] => Values(setting).LastOrDefault();

    /// <summary>The form of the result: an image's archive, if none is named.</summary>
    public string Output => this["output"] ?? "type=oci";

    /// <summary>Whether the result is a folder.</summary>
    public bool IsFolder => Output == "type=local";

    /// <summary>Whether the result says when it was built, and by whom.</summary>
    public bool IsDated => this["provenance"] is not null;

    /// <summary>Whether each builder does the steps by itself.</summary>
    public bool IsFresh => this["fresh"] is not null;

    public ImmutableArray<string> Platforms => [.. (this["platforms"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>All arguments: with a time of the sources, two builds make the same bytes.</summary>
    public IEnumerable<(string Name, string Value)> Arguments => [("SOURCE_DATE_EPOCH", this["epoch"] ?? "1700000000"), .. Pairs("arg")];

    /// <summary>The values of a setting.</summary>
    public IEnumerable<string> Values(string setting) => Settings.Where(pair => pair.Key == setting).Select(pair => pair.Value);

    /// <summary>The values of a setting that are names with values.</summary>
    public IEnumerable<(string Name, string Value)> Pairs(string setting) => Values(setting).Select(text => text.Split('=', 2)).Select(pair => (pair[0], pair[1]));

    /// <summary>Reads cases: each has a line with its name, lines with its settings, and its Dockerfile.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="words">What stands for words in them.</param>
    public static ImmutableArray<AgreementCase> Parse(IEnumerable<string> texts, IReadOnlyDictionary<string, string> words)
    {
        var cases = ImmutableArray.CreateBuilder<AgreementCase>();
        foreach (var block in texts.SelectMany(text => $"\n{text}".Split($"\n{CaseMark}")[1..]))
        {
            var lines = words.Aggregate(block.TrimEnd('\n'), (text, word) => text.Replace(word.Key, word.Value, StringComparison.Ordinal)).Split('\n');
            var settings = lines[1..].TakeWhile(line => line.StartsWith(SettingMark, StringComparison.Ordinal)).Select(line => line[SettingMark.Length..].Split(' ', 2)).ToArray();
            var ending = Array.Exists(settings, setting => setting[0] == "crlf") ? "\r\n" : "\n";
            cases.Add(new AgreementCase(
                $"case-{cases.Count}",
                lines[0],
                string.Concat(lines[(1 + settings.Length)..].Select(line => line + ending)),
                [.. settings.Select(setting => KeyValuePair.Create(setting[0], setting.ElementAtOrDefault(1) ?? ""))]));
        }

        return cases.ToImmutable();
    }
}
