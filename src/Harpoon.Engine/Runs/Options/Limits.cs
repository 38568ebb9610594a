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

/// <summary>A number of CPUs, as the docker CLI writes it: <c>2</c>, <c>0.5</c>, <c>1/3</c> is too precise.</summary>
/// <param name="NanoCpus">The number in thousand-millionths, as the engine counts.</param>
public readonly record struct CpuCount(long NanoCpus)
{
    private const decimal NanosInOne = 1_000_000_000m;

    /// <summary>Reads a number by the docker CLI's grammar: a decimal number or a fraction, of at most nine decimal places.</summary>
    /// <remarks>The grammar is <c>ParseCPUs</c> of https://github.com/docker/cli.</remarks>
    /// <exception cref="HarpoonException">HRP4003: it is not such a number.</exception>
    public static CpuCount Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var divisor = 1m;
        if (IsNumber(slash < 0 ? text : text[..slash], out var dividend)
            && (slash < 0 || IsNumber(text[(slash + 1)..], out divisor))
            && divisor > 0
            && dividend is >= 0 and <= 1_000_000
            && dividend * NanosInOne % divisor == 0
            && dividend * NanosInOne / divisor is var nanos
            && decimal.IsInteger(nanos))
        {
            return new CpuCount((long)nanos);
        }

        throw new HarpoonException(Diagnostic.Of("HRP4003", text));
    }

    private static bool IsNumber(string text, out decimal value) => decimal.TryParse(
        text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value);
}

/// <summary>The most processes and threads of a container.</summary>
public static class PidsLimit
{
    /// <summary>Reads a number; -1 is as many as the engine's host can have.</summary>
    /// <exception cref="HarpoonException">HRP4110: it is no such number.</exception>
    public static long Parse(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var limit) && limit is -1 or > 0
            ? limit
            : throw new HarpoonException(Diagnostic.Of("HRP4110", text));
}

/// <summary>A capability of Linux that a container gets or loses: <c>NET_ADMIN</c>, <c>CAP_NET_ADMIN</c>, <c>ALL</c>, in any case.</summary>
/// <remarks>Which there are depends on the engine's kernel (capabilities(7)); the engine refuses one that it doesn't know.</remarks>
public static class Capability
{
    /// <summary>Checks a name before anything is sent.</summary>
    /// <returns>The name.</returns>
    /// <exception cref="HarpoonException">HRP4109: it can't be a capability.</exception>
    public static string Check(string name) => name.Length > 0 && name.All(letter => char.IsAsciiLetter(letter) || letter == '_')
        ? name
        : throw new HarpoonException(Diagnostic.Of("HRP4109", name));
}
