using System.Globalization;

namespace Harpoon.Bench.Work;

/// <summary>A promise: Harpoon's time is at most this multiple of another way's.</summary>
internal sealed record Target(double Ratio, Beside Beside)
{
    public bool IsMet(TimeSpan harpoon, TimeSpan cli, TimeSpan exec) =>
        harpoon <= Ratio * (Beside == Beside.Cli ? cli : exec);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"≤ {Ratio:0.0}× {Beside}");
}
