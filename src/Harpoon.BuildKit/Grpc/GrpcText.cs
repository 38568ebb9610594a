using System.Globalization;
using System.Text;

namespace Harpoon.BuildKit.Grpc;

/// <summary>Texts in trailers: bytes beyond printable ASCII are escaped as <c>%XX</c>.</summary>
internal static class GrpcText
{
    /// <summary>Longer ones are cut: trailers are headers, and those have limits.</summary>
    private const int LongestText = 2_000;

    /// <summary>Escapes a text.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var octet in Encoding.UTF8.GetBytes(text.Length <= LongestText ? text : text[..LongestText]))
        {
            if (octet is >= 0x20 and < 0x7F and not (byte)'%')
            {
                escaped.Append((char)octet);
            }
            else
            {
                escaped.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
            }
        }

        return escaped.ToString();
    }

    /// <summary>The text of an escaped one.</summary>
    public static string Unescape(string text) => Uri.UnescapeDataString(text);
}
