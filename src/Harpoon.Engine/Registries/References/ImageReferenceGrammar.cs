using System.Buffers;

namespace Harpoon.Engine.Registries.References;

/// <summary>The rules of <see href="https://github.com/distribution/reference/blob/main/reference.go">distribution/reference</see>,
/// read by hand: a regular expression costs more than an up-to-date check may take.</summary>
internal static class ImageReferenceGrammar
{
    /// <summary>Registry and path together.</summary>
    private const int LongestName = 255;
    private const int LongestTag = 128;
    private const int ImageIdLength = 64;
    private const int ShortestDigest = 32;

    /// <summary>The tag that an engine assumes where none is written.</summary>
    public const string DefaultTag = "latest";

    private const string DefaultRegistry = "docker.io";
    private const string OfficialImages = "library/";

    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>What is wrong with the parts of a reference, as the end of "because …"; null for nothing.</summary>
    public static string? Complaint(string name, string? tag, string? digest)
    {
        if (name.Length == 0)
        {
            return "its name is empty";
        }

        if (name.Length > LongestName)
        {
            return "its name is longer than 255 characters";
        }

        if (name.Length == ImageIdLength && IsHexadecimal(name))
        {
            return "64 hexadecimal digits would be an image's id";
        }

        if (SlashedTag(name) is > 0 and var colon)
        {
            return $"its tag '{name[(colon + 1)..]}' has a '/', and a tag is letters, digits, '_', '.' and '-'";
        }

        var registry = RegistryLength(name);
        if (registry > 0 && !IsRegistry(name.AsSpan(0, registry)))
        {
            return $"'{name[..registry]}' is not a registry's host and port";
        }

        return PathComplaint(registry == 0 ? name : name[(registry + 1)..]) ?? TagComplaint(tag) ?? DigestComplaint(digest);
    }

    /// <summary>Takes a text apart without judging its parts.</summary>
    public static (string Name, string? Tag, string? Digest) Split(string text)
    {
        var name = text;
        string? tag = null;
        string? digest = null;
        if (name.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at)
        {
            digest = name[(at + 1)..];
            name = name[..at];
        }

        if (name.LastIndexOf(':') is >= 0 and var colon && colon > name.LastIndexOf('/'))
        {
            tag = name[(colon + 1)..];
            name = name[..colon];
        }

        return (name, tag, digest);
    }

    /// <summary>The registry of a name, <c>docker.io</c> where none is written.</summary>
    public static string Registry(string name) => RegistryLength(name) is > 0 and var length ? name[..length] : DefaultRegistry;

    /// <summary>The path of a name in its registry; on <c>docker.io</c> a single word lies in <c>library/</c>.</summary>
    public static string Path(string name)
    {
        var length = RegistryLength(name);
        var path = length == 0 ? name : name[(length + 1)..];
        return Registry(name) == DefaultRegistry && !path.Contains('/', StringComparison.Ordinal) ? OfficialImages + path : path;
    }

    /// <summary>A name as engines print it: without <c>docker.io/</c> and <c>library/</c>.</summary>
    public static string FamiliarName(string name)
    {
        if (Registry(name) != DefaultRegistry)
        {
            return name;
        }

        var path = Path(name);
        return path.StartsWith(OfficialImages, StringComparison.Ordinal) && path.LastIndexOf('/') == OfficialImages.Length - 1
            ? path[OfficialImages.Length..]
            : path;
    }

    /// <summary>A reference in its shortest form, which is the one that engines print.</summary>
    public static string Format(string name, string? tag, string? digest) =>
        FamiliarName(name) + (tag is null ? "" : ":" + tag) + (digest is null ? "" : "@" + digest);

    /// <summary>How much of a name is the registry; 0 for none. The first part is one if it looks like a host: it has a dot, a port or a capital, or is <c>localhost</c>.</summary>
    public static int RegistryLength(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0)
        {
            return 0;
        }

        var first = name.AsSpan(0, slash);
        return first.IndexOfAny('.', ':') >= 0 || first.ContainsAnyInRange('A', 'Z') || first is "localhost" ? slash : 0;
    }

    /// <summary>Where a tag starts that has a <c>/</c>, as a branch's name may, by its colon; 0 for none. The colon before a registry's port is none.</summary>
    public static int SlashedTag(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (slash <= 0 || colon <= 0 || text[0] == '[')
        {
            return 0;
        }

        // host:5000/path:tag/more; 'host:5000x/path' may be meant as either, and is left to be a bad port.
        if (colon < slash && text.AsSpan(colon + 1, slash - colon - 1) is { IsEmpty: false } port && char.IsAsciiDigit(port[0]))
        {
            colon = text.IndexOf(':', slash);
        }

        var isScheme = text.AsSpan(Math.Max(colon, 0)).StartsWith("://");
        return colon > 0 && !isScheme && text.IndexOf('/', colon) > colon + 1 && !text.Contains('@', StringComparison.Ordinal) ? colon : 0;
    }

    /// <summary>Whether a text is a tag: a letter, digit or <c>_</c>, then at most 127 of those, <c>.</c> and <c>-</c>.</summary>
    public static bool IsTag(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > LongestTag || text[0] is '.' or '-')
        {
            return false;
        }

        foreach (var character in text)
        {
            if (!IsTagCharacter(character))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a character may stand inside a tag.</summary>
    public static bool IsTagCharacter(char character) =>
        char.IsAsciiLetterOrDigit(character) || character is '_' or '.' or '-';

    /// <summary>Whether a text is one part of a path: lower-case words with <c>.</c>, <c>_</c>, <c>__</c> or dashes between them.</summary>
    public static bool IsPathPart(ReadOnlySpan<char> text)
    {
        var index = 0;
        while (true)
        {
            var word = index;
            while (index < text.Length && IsWordCharacter(text[index]))
            {
                index++;
            }

            if (index == word)
            {
                return false;
            }

            if (index == text.Length)
            {
                return true;
            }

            var separator = index;
            while (index < text.Length && !IsWordCharacter(text[index]))
            {
                index++;
            }

            if (!IsSeparator(text[separator..index]))
            {
                return false;
            }
        }
    }

    /// <summary>Whether a character may stand in a word of a path.</summary>
    public static bool IsWordCharacter(char character) => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character);

    /// <summary>Whether a text may stand between the words of a path.</summary>
    public static bool IsSeparator(ReadOnlySpan<char> text) =>
        text is "." or "_" or "__" || (text.Length > 0 && text.TrimStart('-').IsEmpty);

    private static string? PathComplaint(string path)
    {
        foreach (var range in path.AsSpan().Split('/'))
        {
            var part = path.AsSpan(range);
            if (IsPathPart(part))
            {
                continue;
            }

            return part.IsEmpty ? "a part of its path is empty"
                : part.ContainsAnyInRange('A', 'Z') ? $"'{part}' has capital letters, and a path is lower case"
                : $"'{part}' is not lower-case letters and digits with single '.', '_' or '-' between them";
        }

        return null;
    }

    private static string? TagComplaint(string? tag) =>
        tag is null || IsTag(tag) ? null
        : $"'{tag}' is not a tag, which is up to 128 letters, digits, '_', '.' and '-', the first not '.' or '-'";

    private static string? DigestComplaint(string? digest)
    {
        if (digest is null)
        {
            return null;
        }

        var colon = digest.IndexOf(':', StringComparison.Ordinal);
        var isDigest = colon > 0 && char.IsAsciiLetter(digest[0]) && char.IsAsciiLetterOrDigit(digest[colon - 1])
            && digest.Length - colon > ShortestDigest && IsHexadecimal(digest.AsSpan(colon + 1));
        return isDigest ? null : $"'{digest}' is not a digest, such as sha256: and 64 hexadecimal digits";
    }

    private static bool IsRegistry(ReadOnlySpan<char> text)
    {
        var host = text;
        if (text.LastIndexOf(':') is >= 0 and var colon && !text.EndsWith("]"))
        {
            host = text[..colon];
            var port = text[(colon + 1)..];
            if (port.IsEmpty || port.ContainsAnyExceptInRange('0', '9'))
            {
                return false;
            }
        }

        return IsIPv6(host) || IsHost(host);
    }

    private static bool IsIPv6(ReadOnlySpan<char> host)
    {
        if (host.Length < 4 || host[0] != '[' || host[^1] != ']')
        {
            return false;
        }

        foreach (var character in host[1..^1])
        {
            if (character != ':' && !char.IsAsciiHexDigit(character))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsHost(ReadOnlySpan<char> host)
    {
        foreach (var range in host.Split('.'))
        {
            var label = host[range];
            if (label.IsEmpty || label[0] == '-' || label[^1] == '-')
            {
                return false;
            }

            foreach (var character in label)
            {
                if (!char.IsAsciiLetterOrDigit(character) && character != '-')
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool IsHexadecimal(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Hexadecimal);
}
