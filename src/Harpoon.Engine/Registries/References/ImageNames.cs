using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Registries.References;

/// <summary>The references that a project's image gets.</summary>
public static class ImageNames
{
    /// <summary>The name of an image that the project gives none: the project's own, in lower case, other characters as dashes.</summary>
    /// <exception cref="HarpoonException">HRP3002: nothing of the project's name can stay.</exception>
    public static string Default(string projectName)
    {
        var name = ImageNameRepair.PathPart(projectName);
        return name.Length > 0 ? name : throw new HarpoonException(Diagnostic.Of("HRP3002", projectName));
    }

    /// <summary>Works out every reference of the image, each with its tag, none twice, the first written first.</summary>
    /// <param name="image"><c>$(DockerImage)</c>: a repository or a full reference; empty for the project's name.</param>
    /// <param name="tags"><c>$(DockerImageTags)</c>: tags, or whole references where a part has a <c>:</c> (with a <c>/</c> also its registry), between <c>;</c>.
    /// Empty for the tag of the image itself, or <c>latest</c>.</param>
    /// <param name="projectName">The project's name.</param>
    /// <exception cref="HarpoonException">HRP3001, HRP3002, HRP3003 (a tag is none), HRP3004 (a digest can't be given to what is built).</exception>
    public static ImmutableArray<ImageReference> Resolve(string? image, string? tags, string projectName)
    {
        var main = string.IsNullOrWhiteSpace(image)
            ? new ImageReference(Default(projectName))
            : ToBuild(ImageReference.Parse(image.Trim()));
        var result = ImmutableArray.CreateBuilder<ImageReference>();
        if (main.Tag is not null)
        {
            AddOnce(result, main);
        }

        foreach (var tag in (tags ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            AddOnce(result, tag.AsSpan().IndexOfAny('/', ':', '@') >= 0 ? Whole(tag) : main with { Tag = Tag(tag) });
        }

        if (result.Count == 0)
        {
            result.Add(main.Tagged());
        }

        return result.ToImmutable();
    }

    private static string Tag(string text) => ImageReferenceGrammar.IsTag(text)
        ? text
        : throw new HarpoonException(Diagnostic.Of("HRP3003", text, ImageNameRepair.Tag(text)));

    /// <summary>A whole reference. A branch's name, such as <c>feature/login</c>, would be one of Docker Hub's: with a <c>/</c> it has to name its registry and its tag.</summary>
    private static ImageReference Whole(string text)
    {
        var parts = ImageReference.Split(text);
        var hasPath = text.Contains('/', StringComparison.Ordinal);
        if (parts.Tag is null && (parts.Digest is null || !ImageReference.TryParse(text, out _)))
        {
            throw NoReference(text, hasPath);
        }

        var reference = ToBuild(ImageReference.Parse(text));
        return hasPath && ImageReferenceGrammar.RegistryLength(reference.Name) == 0 ? throw NoReference(text, hasPath) : reference;
    }

    private static HarpoonException NoReference(string text, bool hasPath)
    {
        var tag = ImageNameRepair.Tag(text);
        return new HarpoonException(hasPath
            ? new Diagnostic("HRP3003", DiagnosticTexts.Format("HRP3003.Path", text, tag, ImageNameRepair.Qualified(text)))
            : Diagnostic.Of("HRP3003", text, tag));
    }

    private static ImageReference ToBuild(ImageReference reference) => reference.Digest is null
        ? reference
        : throw new HarpoonException(Diagnostic.Of("HRP3004", reference));

    private static void AddOnce(ImmutableArray<ImageReference>.Builder references, ImageReference reference)
    {
        foreach (var known in references)
        {
            if (known.ToString() == reference.ToString())
            {
                return;
            }
        }

        references.Add(reference);
    }
}
