namespace Harpoon.BuildKit.Content;

/// <summary>Digests that name content. Only SHA-256 in lower-case hexadecimal is accepted: that is what BuildKit writes, and it is a safe file name.</summary>
public static class ContentDigest
{
    private const string Prefix = "sha256:";
    private const int HexLength = 64;

    /// <summary>Whether a text is such a digest.</summary>
    public static bool IsValid(string text) =>
        text.Length == Prefix.Length + HexLength && text.StartsWith(Prefix, StringComparison.Ordinal) && Hex(text).All(char.IsAsciiHexDigitLower);

    /// <summary>The digest of this hash.</summary>
    internal static string Of(ReadOnlySpan<byte> hash) => Prefix + Convert.ToHexStringLower(hash);

    /// <summary>The part behind the name of the algorithm.</summary>
    internal static string Hex(string digest) => digest[Prefix.Length..];
}
