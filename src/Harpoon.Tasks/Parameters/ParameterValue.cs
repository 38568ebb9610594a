using System.Globalization;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Tasks.Parameters;

/// <summary>Reads what a project wrote as text. Nothing written means null; anything that can't be read is a coded error.</summary>
internal static class ParameterValue
{
    /// <summary>The text, or null where nothing was written.</summary>
    public static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    /// <summary>What MSBuild takes for true and false.</summary>
    public static bool? Truth(string name, string? value) => Text(value)?.Trim().ToUpperInvariant() switch
    {
        null => null,
        "TRUE" or "YES" or "ON" or "1" => true,
        "FALSE" or "NO" or "OFF" or "0" => false,
        _ => throw Unreadable(name, value, "true or false"),
    };

    /// <summary>A span of whole or broken seconds, as Docker counts.</summary>
    public static TimeSpan? Seconds(string name, string? value) =>
        Positive(name, value, "a number of seconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>A span of milliseconds, as <c>Exec</c> counts.</summary>
    public static TimeSpan? Milliseconds(string name, string? value) =>
        Positive(name, value, "a number of milliseconds") is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;

    /// <summary>How much messages matter.</summary>
    public static MessageLevel? Level(string name, string? value) =>
        Text(value) is not { } text ? null
        : Enum.TryParse<MessageLevel>(text, ignoreCase: true, out var level) && Enum.IsDefined(level) ? level
        : throw Unreadable(name, value, "high, normal or low");

    private static double? Positive(string name, string? value, string meaning)
    {
        if (Text(value) is not { } text)
        {
            return null;
        }

        var read = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        return read && number is >= 0 and <= int.MaxValue ? number : throw Unreadable(name, value, meaning);
    }

    private static HarpoonException Unreadable(string name, string? value, string meaning) =>
        new(Diagnostic.Of("HRP1060", value, name, meaning));
}
