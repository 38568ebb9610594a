using System.Text.RegularExpressions;

namespace Harpoon.Engine.Dockerfiles.Contexts;

/// <summary>An image in a folder of the OCI layout, <c>oci-layout://folder:tag@digest</c>.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Tag">The tag; null for none.</param>
/// <param name="Digest">The digest; null for none.</param>
public sealed partial record ImageLayout(string Path, string? Tag, string? Digest)
{
    /// <summary>The start of such an address.</summary>
    public const string Scheme = "oci-layout://";

    /// <summary>Takes an address apart, as buildx does.</summary>
    public static ImageLayout Parse(string source)
    {
        var text = source[Scheme.Length..];
        var at = text.LastIndexOf('@');
        var digest = at >= 0 && DigestForm().IsMatch(text[(at + 1)..]) ? text[(at + 1)..] : null;
        var name = digest is null ? text : text[..at];
        var colon = name.LastIndexOf(':');

        var hasTag = colon >= 0 && TagForm().IsMatch(name[(colon + 1)..]);
        return new ImageLayout(hasTag ? name[..colon] : name, hasTag ? name[(colon + 1)..] : null, digest);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Scheme}{Path}{(Tag is null ? "" : $":{Tag}")}{(Digest is null ? "" : $"@{Digest}")}";

    [GeneratedRegex("^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[0-9A-Fa-f]{32,}$", RegexOptions.CultureInvariant)]
    private static partial Regex DigestForm();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$", RegexOptions.CultureInvariant)]
    private static partial Regex TagForm();
}
