using System.Globalization;
using System.Text.RegularExpressions;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Tasks.Parameters;

/// <summary>Reads what a project wrote as text. Nothing written means null; anything that can't be read is a coded error.</summary>
internal static partial class ParameterValue
{
    /// <summary>The text, or null if nothing was written.</summary>
    public static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    /// <summary>What MSBuild takes for true and false.</summary>
    public static bool? Boolean(string name, string? value) => Text(value)?.Trim().ToUpperInvariant() switch
    {
        null => null,
        "TRUE" or "YES" or "ON" or "1" => true,
        "FALSE" or "NO" or "OFF" or "0" => false,
        _ => throw Unreadable(name, value, "true or false"),
    };

    /// <summary>A span of whole or broken seconds, as Docker counts.</summary>
    public static TimeSpan? Seconds(string name, string? value) =>
        Positive(name, value, "a number of seconds", seconds => seconds) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>A span of milliseconds, as <c>Exec</c> counts.</summary>
    public static TimeSpan? Milliseconds(string name, string? value) =>
        Positive(name, value, "a number of milliseconds", seconds => seconds * 1000) is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;

    /// <summary>How much messages matter.</summary>
    public static MessageLevel? Level(string name, string? value) =>
        Text(value) is not { } text ? null
        : Enum.TryParse<MessageLevel>(text, ignoreCase: true, out var level) && text.Trim().All(char.IsAsciiLetter) ? level
        : throw Unreadable(name, value, "high, normal or low");

    private static double? Positive(string name, string? value, string meaning, Func<double, double> fromSeconds)
    {
        if (Text(value) is not { } text)
        {
            return null;
        }

        var read = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        return read && number is >= 0 and <= int.MaxValue ? number
            : throw Unreadable(name, value, Duration(text) is { } seconds ? $"{meaning}; write {fromSeconds(seconds).ToString(CultureInfo.InvariantCulture)}" : meaning);
    }

    /// <summary>The seconds of a time as other tools write it, <c>1m30s</c>, <c>500ms</c> or <c>00:01:30</c>; null for another text.</summary>
    private static double? Duration(string text)
    {
        if (TimeSpan.TryParseExact(text.Trim(), [@"h\:mm\:ss", @"hh\:mm\:ss"], CultureInfo.InvariantCulture, out var clock))
        {
            return clock.TotalSeconds;
        }

        var match = Units().Match(text);
        return !match.Success ? null : Enumerable.Range(0, match.Groups["number"].Captures.Count).Sum(index =>
            double.Parse(match.Groups["number"].Captures[index].Value, CultureInfo.InvariantCulture) * match.Groups["unit"].Captures[index].Value switch
            {
                "ms" => 0.001,
                "s" => 1,
                "m" => 60,
                _ => 3600,
            });
    }

    [GeneratedRegex(@"^\s*(?:(?<number>[0-9]+(?:\.[0-9]+)?)\s?(?<unit>ms|s|m|h))+\s*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Units();

    private static HarpoonException Unreadable(string name, string? value, string meaning) =>
        new(Diagnostic.Of("HRP1060", value, name, meaning));
}
