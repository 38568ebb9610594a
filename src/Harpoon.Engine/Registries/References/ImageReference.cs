using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Registries.References;

/// <summary>The name of an image: <c>[registry[:port]/]path[:tag][@digest]</c>, by the grammar of
/// <see href="https://github.com/distribution/reference">distribution/reference</see>, which every engine and registry follows.</summary>
/// <param name="Name">Registry and path, as written.</param>
/// <param name="Tag">The tag; null for none.</param>
/// <param name="Digest">The digest, with its algorithm; null for none.</param>
public sealed record ImageReference(string Name, string? Tag = null, string? Digest = null)
{
    /// <summary>The tag that an engine assumes where none is written.</summary>
    public const string DefaultTag = ImageReferenceGrammar.DefaultTag;

    /// <summary>The registry, <c>docker.io</c> where none is written.</summary>
    public string Registry => ImageReferenceGrammar.Registry(Name);

    /// <summary>The path in the registry; on <c>docker.io</c> a single word lies in <c>library/</c>.</summary>
    public string Path => ImageReferenceGrammar.Path(Name);

    /// <summary>The name as engines print it: without <c>docker.io/</c> and <c>library/</c>.</summary>
    public string FamiliarName => ImageReferenceGrammar.FamiliarName(Name);

    /// <summary>Reads a reference.</summary>
    /// <param name="text">The text, as a person wrote it.</param>
    /// <param name="location">Where it was written.</param>
    /// <exception cref="HarpoonException">HRP3001: it is none; the text offers a valid one.</exception>
    public static ImageReference Parse(string text, SourceLocation? location = null)
    {
        var parts = Split(text);
        return ImageReferenceGrammar.Complaint(parts.Name, parts.Tag, parts.Digest) is { } complaint
            ? throw new HarpoonException(
                Diagnostic.Of("HRP3001", text, complaint, ImageNameRepair.Reference(text)).At(location))
            : parts;
    }

    /// <summary>Why a text is no reference; null if it is one.</summary>
    public static string? ComplaintAbout(string text)
    {
        var parts = Split(text);
        return ImageReferenceGrammar.Complaint(parts.Name, parts.Tag, parts.Digest);
    }

    /// <summary>Reads a reference, and returns whether it is one.</summary>
    public static bool TryParse(string text, out ImageReference reference)
    {
        reference = Split(text);
        return ImageReferenceGrammar.Complaint(reference.Name, reference.Tag, reference.Digest) is null;
    }

    /// <summary>Whether another reference means the same image of the same registry, whatever digest an engine adds to a tag.</summary>
    public bool IsSameAs(ImageReference other) =>
        Registry == other.Registry && Path == other.Path
        && (Tag is null && Digest is not null ? Digest == other.Digest : (Tag ?? DefaultTag) == (other.Tag ?? DefaultTag));

    /// <summary>The same image under a tag: its own, its digest, or <see cref="DefaultTag"/>.</summary>
    public ImageReference Tagged() => Tag is null && Digest is null ? this with { Tag = DefaultTag } : this;

    /// <summary>The reference in its shortest form, which is the one that engines print.</summary>
    public override string ToString() => ImageReferenceGrammar.Format(Name, Tag, Digest);

    /// <summary>Takes a text apart without judging its parts.</summary>
    internal static ImageReference Split(string text)
    {
        var (name, tag, digest) = ImageReferenceGrammar.Split(text);
        return new ImageReference(name, tag, digest);
    }
}
