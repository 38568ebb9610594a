using System.Text;

namespace Harpoon.Engine.Registries.References;

/// <summary>Makes the nearest valid name of one that is not.</summary>
internal static class ImageNameRepair
{
    private const string LastResort = "app";
    private const int LongestTag = 128;

    /// <summary>A valid reference close to the text: what an error offers.</summary>
    public static string Reference(string text)
    {
        var bare = text.Trim();
        if (bare.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme)
        {
            bare = bare[(scheme + 3)..];
        }

        var parts = ImageReferenceGrammar.SlashedTag(bare) is > 0 and var colon
            ? (Name: bare[..colon], Tag: bare[(colon + 1)..], Digest: null)
            : ImageReferenceGrammar.Split(bare);
        var registry = ImageReferenceGrammar.RegistryLength(parts.Name);
        var asWritten = parts.Name[..registry] + (registry > 0 ? "/" : "") + LastResort;
        var prefix = registry > 0 && ImageReferenceGrammar.Complaint(asWritten, tag: null, digest: null) is null ? parts.Name[..registry] + "/" : "";
        var path = PathOf(prefix.Length > 0 ? parts.Name[registry..] : parts.Name);
        var name = prefix + (path.Length > 0 ? path : LastResort);
        var tag = parts.Tag is null ? null : Tag(parts.Tag);
        return FirstValid(
            (name, tag, parts.Digest),
            (name, tag, null),
            (name.Replace('.', '-').Replace('_', '-'), tag, null),
            (LastResort, tag, null));
    }

    /// <summary>A valid reference close to the text, with its registry and its tag.</summary>
    public static string Qualified(string text)
    {
        var (name, tag, _) = ImageReferenceGrammar.Split(Reference(text));
        return $"{ImageReferenceGrammar.Registry(name)}/{(ImageReferenceGrammar.RegistryLength(name) is > 0 and var length ? name[(length + 1)..] : name)}:{tag ?? ImageReferenceGrammar.DefaultTag}";
    }

    /// <summary>A valid tag close to the text: what can't stay becomes a dash.</summary>
    public static string Tag(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (ImageReferenceGrammar.IsTagCharacter(character))
            {
                result.Append(character);
            }
            else if (result.Length == 0 || result[^1] != '-')
            {
                result.Append('-');
            }
        }

        var tag = result.ToString().TrimStart('.', '-');
        tag = tag[..Math.Min(tag.Length, LongestTag)];
        return tag.TrimEnd('-') is { Length: > 0 } trimmed ? trimmed : ImageReferenceGrammar.DefaultTag;
    }

    /// <summary>A valid part of a path close to the text; empty if nothing of it can stay.</summary>
    public static string PathPart(string text)
    {
        var result = new StringBuilder(text.Length);
        var separator = new StringBuilder();
        foreach (var character in text)
        {
            var lower = char.ToLowerInvariant(character);
            if (!ImageReferenceGrammar.IsWordCharacter(lower))
            {
                separator.Append(character);
                continue;
            }

            if (result.Length > 0 && separator.Length > 0)
            {
                var kept = separator.ToString();
                result.Append(ImageReferenceGrammar.IsSeparator(kept) ? kept : "-");
            }

            separator.Clear();
            result.Append(lower);
        }

        return result.ToString();
    }

    private static string FirstValid(params ReadOnlySpan<(string Name, string? Tag, string? Digest)> candidates)
    {
        foreach (var (name, tag, digest) in candidates)
        {
            if (ImageReferenceGrammar.Complaint(name, tag, digest) is null)
            {
                return ImageReferenceGrammar.Format(name, tag, digest);
            }
        }

        return LastResort;
    }

    private static string PathOf(string path) =>
        string.Join('/', path.Split('/').Select(PathPart).Where(part => part.Length > 0));
}
