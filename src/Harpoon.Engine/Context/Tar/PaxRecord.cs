using System.Globalization;
using System.Text;

namespace Harpoon.Engine.Context.Tar;

/// <summary>A record of a PAX header: its own length in decimal digits, a blank, a key, <c>=</c>, a value, and a line feed.</summary>
internal static class PaxRecord
{
    /// <summary>The extended attribute that holds what a program may do beyond what its user may.</summary>
    public const string Capability = "security.capability";

    /// <summary>The record of an extended attribute.</summary>
    public static byte[] OfAttribute(string name, ReadOnlySpan<byte> value)
    {
        var key = Encoding.UTF8.GetBytes($" SCHILY.xattr.{name}=");
        var rest = key.Length + value.Length + 1;
        var length = rest + Digits(rest);

        // The digits count too, and may be one more for it.
        length = rest + Digits(length);
        return [.. Encoding.ASCII.GetBytes(length.ToString(CultureInfo.InvariantCulture)), .. key, .. value, (byte)'\n'];
    }

    private static int Digits(int number) => number.ToString(CultureInfo.InvariantCulture).Length;
}
