using System.Globalization;

namespace Harpoon.Engine.Runs.Ports;

/// <summary>A port, or several that follow each other: <c>80</c>, <c>8000-8010</c>.</summary>
/// <param name="Start">The first.</param>
/// <param name="End">The last; the first again where there is one.</param>
internal readonly record struct PortRange(int Start, int End)
{
    private const int Highest = 65535;

    public int Count => End - Start + 1;

    /// <summary>Reads it; null where it is none.</summary>
    public static PortRange? Parse(string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        return dash < 0
            ? NumberOf(text) is { } port ? new PortRange(port, port) : null
            : NumberOf(text[..dash]) is { } start && NumberOf(text[(dash + 1)..]) is { } end && end >= start ? new PortRange(start, end) : null;
    }

    public override string ToString() => Count == 1
        ? Start.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Start}-{End}");

    private static int? NumberOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Highest ? number : null;
}
