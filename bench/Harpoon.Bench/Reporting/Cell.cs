using System.Globalization;

namespace Harpoon.Bench.Reporting;

/// <summary>How measures are written.</summary>
internal static class Cell
{
    public static string Time(TimeSpan time) => time.TotalSeconds >= 2
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms");

    public static string Ratio(TimeSpan time, TimeSpan other) =>
        string.Create(CultureInfo.InvariantCulture, $"{time / other:0.00}×");

    public static string Megabytes(long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");

    public static string Met(bool met) => met ? "met" : "**not met**";
}
