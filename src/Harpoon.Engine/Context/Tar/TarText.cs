using System.Text;
using ICSharpCode.SharpZipLib.Tar;

namespace Harpoon.Engine.Context.Tar;

/// <summary>Names and link targets as a tar holds them. A header has room for 100 bytes; GNU's way is to write a longer one in an entry before, whole.</summary>
internal static class TarText
{
    /// <summary>UTF-8 throughout, as Linux wants it.</summary>
    public static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The bytes of a text that is too long for a header; null for one that is not.</summary>
    public static byte[]? LongBytes(string text) =>
        Encoding.GetByteCount(text) < TarHeader.NAMELEN ? null : Encoding.GetBytes(text + '\0');

    /// <summary>What of a text goes into the header itself, no character cut in two. The library throws for a longer one, or cuts it silently.</summary>
    public static string ForHeader(string text)
    {
        var (length, bytes) = (0, 0);
        foreach (var character in text.EnumerateRunes())
        {
            bytes += character.Utf8SequenceLength;
            if (bytes >= TarHeader.NAMELEN)
            {
                return text[..length];
            }

            length += character.Utf16SequenceLength;
        }

        return text;
    }
}
