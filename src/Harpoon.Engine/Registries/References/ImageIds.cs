namespace Harpoon.Engine.Registries.References;

/// <summary>The ids of images: digests, which stand for one image and no other, ever.</summary>
public static class ImageIds
{
    private const string Algorithm = "sha256:";
    private const int Digits = 64;
    private const int ShortDigits = 12;

    /// <summary>Whether a text is a whole id, rather than a name or the beginning of an id.</summary>
    public static bool IsWhole(string text) =>
        text.Length == Algorithm.Length + Digits
        && text.StartsWith(Algorithm, StringComparison.Ordinal)
        && text[Algorithm.Length..].All(char.IsAsciiHexDigitLower);

    /// <summary>An id as the docker CLI shows it.</summary>
    public static string Shorten(string id)
    {
        var digits = id.StartsWith(Algorithm, StringComparison.Ordinal) ? id[Algorithm.Length..] : id;
        return digits.Length > ShortDigits ? digits[..ShortDigits] : digits;
    }
}
