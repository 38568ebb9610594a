using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Images;

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
    /// <param name="tags"><c>$(DockerImageTags)</c>: tags, or whole references where a part has a <c>/</c> or <c>:</c>, between <c>;</c>.
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
            AddOnce(result, tag.AsSpan().IndexOfAny('/', ':', '@') >= 0
                ? ToBuild(ImageReference.Parse(tag)).Tagged()
                : main with { Tag = Tag(tag) });
        }

        if (result.Count == 0)
        {
            result.Add(main.Tagged());
        }

        return result.ToImmutable();
    }

    private static string Tag(string text) => ImageReferenceGrammar.IsTag(text)
        ? text
        : throw new HarpoonException(Diagnostic.Of("HRP3003", text));

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
