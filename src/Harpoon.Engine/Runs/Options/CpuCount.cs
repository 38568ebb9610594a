using System.Globalization;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Options;

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
