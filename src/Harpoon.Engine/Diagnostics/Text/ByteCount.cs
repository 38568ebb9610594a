using System.Globalization;

namespace Harpoon.Engine.Diagnostics.Text;

/// <summary>Sizes in thousands, as the docker CLI counts.</summary>
public static class ByteCount
{
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB"];

    /// <summary>A size: <c>3.5 MB</c>.</summary>
    public static string Of(long bytes)
    {
        var (divisor, unit) = UnitOf(bytes);
        return Text(bytes, divisor) + " " + unit;
    }

    /// <summary>A part of a size, in the same unit: <c>3.5 of 120 MB</c>.</summary>
    /// <param name="done">The part.</param>
    /// <param name="total">The whole.</param>
    /// <param name="between">The words between them.</param>
    public static string Of(long done, long total, string between = "of")
    {
        var (divisor, unit) = UnitOf(total);
        return $"{Text(done, divisor)} {between} {Text(total, divisor)} {unit}";
    }

    private static (double Divisor, string Unit) UnitOf(long bytes)
    {
        var divisor = 1.0;
        var unit = 0;
        while (bytes / divisor >= 1000 && unit < Units.Length - 1)
        {
            divisor *= 1000;
            unit++;
        }

        return (divisor, Units[unit]);
    }

    private static string Text(long bytes, double divisor) => (bytes / divisor).ToString("0.#", CultureInfo.InvariantCulture);
}
