using System.Globalization;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Options;

/// <summary>An amount of memory, as the docker CLI writes it: <c>512m</c>, <c>1.5g</c>, <c>64MiB</c>, <c>1048576</c>.</summary>
/// <param name="Bytes">The amount in bytes.</param>
public readonly record struct MemorySize(long Bytes)
{
    private const string Units = "kmgtp";

    /// <summary>Reads a size by the docker CLI's grammar: a number, perhaps a space, and <c>b</c>, or one of <c>k m g t p</c> (powers of 1024) with <c>b</c> or <c>ib</c> after it, in any case.</summary>
    /// <remarks>The grammar is <c>RAMInBytes</c> of https://github.com/docker/go-units.</remarks>
    /// <exception cref="HarpoonException">HRP4002: it is not a size.</exception>
    public static MemorySize Parse(string text)
    {
        var end = text.LastIndexOfAny(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', ' ']);
        var number = end < 0 ? "" : text[..(text[end] == ' ' ? end : end + 1)];
        var isNumber = double.TryParse(
            number, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value);
        var bytes = value * Multiplier(text[(end + 1)..]);
        return isNumber && (bytes is >= 1 and < long.MaxValue || value == 0 && !double.IsNaN(bytes))
            ? new MemorySize((long)bytes)
            : throw new HarpoonException(Diagnostic.Of("HRP4002", text));
    }

    // NaN, which no comparison accepts, where the suffix is none.
    private static double Multiplier(string suffix)
    {
        suffix = suffix.ToLowerInvariant();
        if (suffix is "" or "b")
        {
            return 1;
        }

        var power = Units.IndexOf(suffix[0], StringComparison.Ordinal);
        return power >= 0 && suffix[1..] is "" or "b" or "ib" ? Math.Pow(1024, power + 1) : double.NaN;
    }
}
