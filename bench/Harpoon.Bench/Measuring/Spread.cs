using System.Globalization;

namespace Harpoon.Bench.Measuring;

/// <summary>How one way compares with another, round by round: a busy moment of the machine meets both.</summary>
internal readonly record struct Spread(double Median, double Least, double Most)
{
    /// <summary>Divides what one way took by what the other took in the same round.</summary>
    public static Spread Of(IEnumerable<TimeSpan> one, IEnumerable<TimeSpan> other)
    {
        double[] ratios = [.. one.Zip(other, (a, b) => a / b).Order()];
        return new(ratios[ratios.Length / 2], ratios[0], ratios[^1]);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Median:0.00}× ({Least:0.00}–{Most:0.00})");
}
