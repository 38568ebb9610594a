using System.Globalization;

namespace Harpoon.Bench.Work;

/// <summary>A promise: at most these multiples of the docker CLI's time with each builder, and at most so many megabytes sent.</summary>
internal sealed record UploadTarget(double Classic, double BuildKit, double? Megabytes)
{
    public bool IsMet(TimeSpan harpoon, TimeSpan classic, TimeSpan? buildKit, double sent) =>
        harpoon <= Classic * classic && (buildKit is null || harpoon <= BuildKit * buildKit) && (Megabytes is null || sent <= Megabytes);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"≤ {Classic:0.0#}× classic, ≤ {BuildKit:0.0}× BuildKit{(Megabytes is null ? "" : $", ≤ {Megabytes} MB sent")}");
}
