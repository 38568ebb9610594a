using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Context;

/// <summary>Permissions as <c>chmod</c> takes them: octal digits.</summary>
public static class ContextFileMode
{
    private const int Highest = 0xFFF;

    /// <summary>Reads <c>755</c> or <c>0755</c>; null for an empty text.</summary>
    /// <exception cref="HarpoonException">HRP2110: it is no such number.</exception>
    public static UnixFileMode? Parse(string? text)
    {
        var digits = text?.Trim();
        if (string.IsNullOrEmpty(digits))
        {
            return null;
        }

        var mode = 0;
        foreach (var digit in digits)
        {
            mode = digit is >= '0' and <= '7' && mode <= Highest ? (mode * 8) + (digit - '0') : int.MaxValue;
        }

        return mode <= Highest
            ? (UnixFileMode)mode
            : throw new HarpoonException(Diagnostic.Of("HRP2110", digits));
    }
}
